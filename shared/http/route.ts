import type * as z from 'zod';
import type { ErrorCode } from '#shared/errors';
import type { FaultId } from '#shared/faults/fault-table';
import type { ServiceName } from '#shared/services';

/** Time limit of a function whose route names none. */
export const DEFAULT_TIMEOUT_SECONDS = 10;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Methods of a route. HEAD is answered as GET by the same function; the gateway leaves the body out. */
export const methodsOf = ({ method }: { readonly method: Method }): readonly string[] =>
  method === 'GET' ? ['GET', 'HEAD'] : [method];

/** Paths at which a route is answered. */
export const pathsOf = ({ path, literals = [] }: Pick<Route, 'path' | 'literals'>): readonly string[] => [
  path,
  ...literals,
];

/**
 * - `public`: tokens are ignored
 * - `bearer`: a token is required; the handler decides whether it is valid
 * - `user`: a valid user token, verified here
 * - `owner`: a valid user token of the owner; where the stage allows anonymous orders a call without a token passes too
 * - `service`: a token that one service signs for another, or an operator who has the key
 */
export type Auth = 'public' | 'bearer' | 'user' | 'owner' | 'service';

/** Right to call. `owner` does not compile without `ownerOf`, which {@link endpoint} then checks at every call. */
type Access =
  | { readonly auth: Exclude<Auth, 'owner'>; readonly ownerOf?: never; readonly owned?: never }
  | {
      readonly auth: 'owner';
      /** Returns the owner's user id of what the handler's `find` returned. */
      readonly ownerOf: (found: never) => number;
      /** Name of the owned thing in the refusal: `order`. */
      readonly owned: string;
    };

/** One endpoint, as data. Imports no handler, so CDK, OpenAPI and tests can read it without running service code. */
export type Route = RouteFacts & Access;

interface RouteFacts {
  readonly method: Method;
  readonly path: `/${string}`;
  /** Paths that match `path` too and have other methods of their own, so that API Gateway would not find this one. @default [] */
  readonly literals?: readonly `/${string}`[];
  /**
   * Whether the route is `public` where the stage allows anonymous calls, as it is documented; `auth` counts on other stages.
   * @default false
   */
  readonly publicWhereAnonymous?: boolean;
  /** Group in the API pages. */
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Names in lower case. */
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  /** `form`: urlencoded and multipart are accepted beside JSON. @default 'json' */
  readonly bodyFormat?: 'json' | 'form';
  readonly response: z.ZodType;
  /** @default 200 */
  readonly status?: 200 | 201 | 202 | 204;
  /** Errors beyond those that every route has. @default [] */
  readonly errors?: readonly ErrorCode[];
  /** Schemas by status, for error bodies that do not have the usual form. */
  readonly failures?: Readonly<Record<number, z.ZodType>>;
  /** Whether the answer has the header `x-cache`. @default false */
  readonly cached?: boolean;
  /** Whether the answer has the header `x-next-cursor` where more follows. @default false */
  readonly paged?: boolean;
  /** Faults that can act on the route or within it. @default [] */
  readonly faults?: readonly FaultId[];
  /** Place of the order's id in the request, for the span. */
  readonly orderId?: { readonly part: 'params' | 'body'; readonly field: string };
  /**
   * Every store and queue that the function calls, with the right it needs there: `orders.get`; and the keys of tokens that
   * it uses, beside the one of `auth`. The stack grants these and no others. @default []
   */
  readonly stores?: readonly string[];
  /** @default DEFAULT_TIMEOUT_SECONDS */
  readonly timeoutSeconds?: number;
  /** File of the handler, without folder and ending. @default the key of the route in kebab case */
  readonly file?: string;
  /** Shown in the API pages, and parsed with the schemas by a test. */
  readonly example: {
    /** Path parameters that exist in every system. */
    readonly params?: Readonly<Record<string, number | string>>;
    readonly request?: unknown;
    readonly response: unknown;
  };
}

export interface ServiceRoutes<R extends Record<string, Route> = Record<string, Route>> {
  readonly service: ServiceName;
  readonly title: string;
  readonly description: string;
  /** Groups in the order shown. */
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly routes: R;
}

/** `placeOrder` is in `functions/order/place-order.ts`: the key of a table names file, function and operation. */
export const kebabCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The names in the `stores` column of a table. */
export type StoresOf<Table> = {
  [K in keyof Table]: Table[K] extends { readonly stores: readonly (infer Name extends string)[] }
    ? Name
    : never;
}[keyof Table];

type PathKeys<P extends string> = P extends `${string}{${infer K}}${infer Rest}` ? K | PathKeys<Rest> : never;
type ParamsMatch<T> = T extends { readonly path: infer P extends string }
  ? [PathKeys<P>] extends [never]
    ? unknown
    : { params: z.ZodObject<Record<PathKeys<P>, z.ZodType>> }
  : unknown;

type FieldsOf<S> = S extends z.ZodObject ? keyof S['shape'] : never;
type OrderIdMatch<T> = T extends { readonly orderId: { readonly part: 'params' }; readonly params: infer S }
  ? { orderId: { field: FieldsOf<S> } }
  : T extends { readonly orderId: { readonly part: 'body' }; readonly body: infer S }
    ? { orderId: { field: FieldsOf<S> } }
    : T extends { readonly orderId: unknown }
      ? { orderId: never }
      : unknown;

/** `/orders/{order_id}` without `params: { order_id }` does not compile, nor does an `orderId` whose field is not there. */
export function defineRoutes<
  const R extends { [K in keyof R]: Route & ParamsMatch<R[K]> & OrderIdMatch<R[K]> },
>(service: Omit<ServiceRoutes, 'routes'>, routes: R): ServiceRoutes<R> {
  return { ...service, routes };
}
