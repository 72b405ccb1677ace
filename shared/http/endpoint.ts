import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type * as z from 'zod';
import type { TokenUser } from '#shared/auth/tokens';
import { type AppError, ERRORS } from '#shared/errors';
import { CHAOS_KEY_HEADER, isChaosPath, opensSwitches, refuseChaos } from '#shared/faults/chaos-key';
import { passFaultGate } from '#shared/faults/gate';
import { FAULT_HIT_HEADER, joinHits } from '#shared/faults/hit-header';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { withRequestContext } from '#shared/telemetry/request-context';
import { annotate } from '#shared/telemetry/tracing';
import { readBody } from './body.ts';
import { identifyCaller } from './caller.ts';
import { type LambdaHandler, lambdaHandler } from './lambda-handler.ts';
import { forOwner, type OwnedHandle, type OwnerRoute } from './ownership.ts';
import { parsePart, refuseRepeatedHeaders, refuseReplaced } from './parse.ts';
import { problem, toAppError } from './problem.ts';
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
  /** What is left of the invocation, in milliseconds. */
  remainingMs(): number;
}

type Answer<R extends Route> = z.input<R['response']> | Reply<z.input<R['response']> | JsonText>;

/** A function, or for an owner route what finds the thing and what then is done with it. */
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
  const work = (route.auth === 'owner' ? forOwner(route, handle as never) : handle) as AnyWork;
  const base = async (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> => {
    refuseReplaced('query', event.queryStringParameters);
    if (route.headers) refuseRepeatedHeaders(route.headers, event);
    const parts = {
      params: route.params && parsePart('path', route.params, event.pathParameters ?? {}),
      query: route.query && parsePart('query', route.query, event.queryStringParameters ?? {}),
      headers: route.headers && parsePart('header', route.headers, event.headers),
      body: route.body && parsePart('body', route.body, event.body ?? undefined),
    };
    const caller = await identifyCaller(route.auth, shell, event.headers.authorization);
    const requestId = requestIdOf(event, context.awsRequestId);
    const request = { ...parts, ...caller, requestId, remainingMs: () => context.getRemainingTimeInMillis() };
    return toResult(await work(request), route.status ?? 200, requestId);
  };
  const lambda = middy<APIGatewayProxyEvent, APIGatewayProxyResult>(base, { timeoutEarlyInMillis: 0 });
  lambda.use(requestLog(route, shell) as never);
  lambda.use(faultGate(route, shell) as never);
  if (route.body) lambda.use(bodyParser(route) as never);
  return lambdaHandler(sayingHits(lambda as unknown as LambdaHandler, shell));
}

/** Names the faults that acted in the answer, whatever has become of it. */
function sayingHits(handle: LambdaHandler, { switches }: Shell): LambdaHandler {
  return async (event, context) => {
    const faultHits: string[] = [];
    const requestId = requestIdOf(event, context.awsRequestId);
    const result = await withRequestContext({ requestId, faultHits }, () => handle(event, context));
    if (faultHits.length === 0) return result;
    await switches.beforeFreeze();
    return { ...result, headers: { ...result.headers, [FAULT_HIT_HEADER]: joinHits(faultHits) } };
  };
}

interface MiddyRequest {
  readonly event: APIGatewayProxyEvent;
  readonly context: Context;
  response?: APIGatewayProxyResult;
  readonly error?: unknown;
  readonly internal: { startedAt?: number };
}

/** Turns errors into answers and writes one line per request. */
function requestLog(route: Route, shell: Shell) {
  const after = ({ event, context, response, internal }: MiddyRequest, error?: AppError): void => {
    const status = response?.statusCode ?? 0;
    const line = {
      message: `${route.method} ${route.path}`,
      status,
      ms: Math.round((performance.now() - (internal.startedAt ?? 0)) * 100) / 100,
      request_id: requestIdOf(event, context.awsRequestId),
    };
    if (error && ERRORS[error.code].fault === 'server') shell.log.error({ ...line, error });
    else shell.log.info(error ? { ...line, code: error.code } : line);
  };
  return {
    before: ({ internal }: MiddyRequest): void => {
      internal.startedAt = performance.now();
    },
    after,
    onError: (request: MiddyRequest): void => {
      const error = toAppError(request.error);
      const isOurs = ERRORS[error.code].fault === 'server';
      annotate({ [ATTRIBUTE.problemCode]: error.code, ...(isOurs && { [ATTRIBUTE.errorType]: error.code }) });
      request.response = problem(error, requestIdOf(request.event, request.context.awsRequestId));
      after(request, error);
    },
  };
}

function faultGate(route: Route, shell: Shell) {
  const isChaosRoute = isChaosPath(route.path);
  return {
    before: async ({ event, context }: MiddyRequest): Promise<void> => {
      const mayInject = opensSwitches(event.headers[CHAOS_KEY_HEADER], shell.chaosKey);
      if (isChaosRoute) refuseChaos(shell.switches.enabled, mayInject);
      await passFaultGate(route.faults ?? [], shell.switches, {
        query: mayInject ? (event.queryStringParameters ?? {}) : {},
        remainingMs: () => context.getRemainingTimeInMillis(),
      });
    },
  };
}

function bodyParser({ bodyFormat = 'json' }: Route) {
  return {
    before: async ({ event }: MiddyRequest): Promise<void> => {
      Object.assign(event, { body: await readBody(event, bodyFormat) });
    },
  };
}
