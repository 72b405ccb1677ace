import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type * as z from 'zod';
import type { TokenUser } from '#shared/auth/tokens';
import { FAULT_HIT_HEADER, joinHits } from '#shared/faults/hit-header';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { annotateHits } from '#shared/telemetry/fault-hits';
import { withRequestContext } from '#shared/telemetry/request-context';
import { annotate } from '#shared/telemetry/tracing';
import { answered } from './answered.ts';
import { readBody } from './body.ts';
import { identifyCaller } from './caller.ts';
import { faultEntry } from './fault-entry.ts';
import type { LambdaHandler } from './handler-type.ts';
import { lambdaHandler } from './lambda-handler.ts';
import { forOwner, type OwnedHandle, type OwnerRoute } from './ownership.ts';
import { parsePart, refuseRepeatedHeaders, refuseReplaced } from './parse.ts';
import { type JsonText, type Reply, toResult } from './reply.ts';
import { requestIdOf } from './request-id.ts';
import type { Route } from './route.ts';
import type { Shell } from './shell.ts';

type Parsed<S> = S extends z.ZodType ? z.infer<S> : undefined;

/** A request that has passed every check its route asks for. */
export interface Request<R extends Route> {
  readonly params: Parsed<R['params']>;
  readonly query: Parsed<R['query']>;
  readonly headers: Parsed<R['headers']>;
  readonly body: Parsed<R['body']>;
  readonly token: R['auth'] extends 'bearer' ? string : string | undefined;
  readonly user: R['auth'] extends 'user' ? TokenUser : TokenUser | undefined;
  readonly requestId: string;
  /** Returns the time left of the invocation, in milliseconds. */
  remainingMs(): number;
}

type Answer<R extends Route> = z.input<R['response']> | Reply<z.input<R['response']> | JsonText>;

/** A function of the request. For an owner route: one function that finds the resource, and one that handles it. */
export type Handle<R extends Route> =
  R extends OwnerRoute<infer Found>
    ? OwnedHandle<Request<R>, Found, Answer<R>>
    : (request: Request<R>) => Promise<Answer<R>>;

type AnyWork = (request: unknown) => Promise<Reply<unknown>>;

/**
 * Makes a route and its business into a Lambda handler: faults, limits, parsing (422 before 401), token, status,
 * error body and log line. Every failure becomes an answer; nothing is thrown at the platform.
 */
export function endpoint<R extends Route>(route: R, shell: Shell, handle: Handle<R>): LambdaHandler {
  const answer = (route.auth === 'owner' ? forOwner(route, handle as never) : handle) as AnyWork;
  async function handleParsed(event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> {
    if (route.body) Object.assign(event, { body: await readBody(event, route.bodyFormat ?? 'json') });
    refuseReplaced('query', event.queryStringParameters);
    if (route.headers) refuseRepeatedHeaders(route.headers, event);
    const parts = {
      params: route.params && parsePart('path', route.params, event.pathParameters ?? {}),
      query: route.query && parsePart('query', route.query, event.queryStringParameters ?? {}),
      headers: route.headers && parsePart('header', route.headers, event.headers),
      body: route.body && parsePart('body', route.body, event.body ?? undefined),
    };
    const caller = await identifyCaller(route, shell, event.headers.authorization);
    if (route.orderId) annotate({ [ATTRIBUTE.orderId]: orderIdOf(route.orderId, parts) });
    const requestId = requestIdOf(event, context.awsRequestId);
    const request = { ...parts, ...caller, requestId, remainingMs: () => context.getRemainingTimeInMillis() };
    return toResult(await answer(request), route.status ?? 200, requestId);
  }
  const work = answered(route, shell, faultEntry(route, shell, handleParsed));
  return lambdaHandler(withFaultHits(work, shell));
}

/** Names the faults that acted in the answer, whatever its status. */
function withFaultHits(handle: LambdaHandler, { faults }: Shell): LambdaHandler {
  return async function handleWithFaultHits(event, context) {
    const faultHits: string[] = [];
    const request = {
      requestId: requestIdOf(event, context.awsRequestId),
      faultHits,
      remainingMs: () => context.getRemainingTimeInMillis(),
    };
    const result = await withRequestContext(request, async () => {
      const answer = await handle(event, context);
      annotateHits();
      return answer;
    });
    if (faultHits.length === 0) return result;
    await faults.beforeFreeze();
    return { ...result, headers: { ...result.headers, [FAULT_HIT_HEADER]: joinHits(faultHits) } };
  };
}

function orderIdOf(
  { part, field }: NonNullable<Route['orderId']>,
  parts: Readonly<Record<'params' | 'body', unknown>>,
): number {
  return (parts[part] as Readonly<Record<string, number>>)[field] as number;
}
