import type * as z from 'zod';
import type { Route } from '#shared/http/route';

type Params<R> = R extends { readonly params: infer P extends z.ZodObject }
  ? { readonly params: Readonly<Record<keyof P['shape'], number>> }
  : { readonly params?: never };
type Body<R> = R extends { readonly body: infer B extends z.ZodType }
  ? { readonly body: z.input<B> }
  : { readonly body?: never };

/** What a call of a route takes: the ids in its path and its body, as the route table has them. */
export type RouteInput<R extends Route> = Params<R> &
  Body<R> & { readonly headers?: Readonly<Record<string, string>> };

/** Body of a success. */
export type RouteBody<R extends Route> = z.output<R['response']>;
