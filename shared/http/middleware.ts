import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { type AppError, ERRORS } from '#shared/errors';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { annotate } from '#shared/telemetry/tracing';
import { problem, toAppError } from './problem.ts';
import { requestIdOf } from './request-id.ts';
import type { Route } from './route.ts';
import type { Shell } from './shell.ts';

type Internal = { startedAt?: number };
type Middleware = MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult, Error, Context, Internal>;
type MiddyRequest = Request<APIGatewayProxyEvent, APIGatewayProxyResult, Error, Context, Internal>;

// Hooks are named functions, so that stacks and profiles show which one ran.

/** Turns errors into answers and writes one line per request. */
export function answerLog(route: Route, { log }: Shell): Middleware {
  const message = `${route.method} ${route.path}`;

  function startClock({ internal }: MiddyRequest): void {
    internal.startedAt = performance.now();
  }
  function writeLine({ event, context, response, internal }: MiddyRequest, error?: AppError): void {
    const line = {
      message,
      status: response?.statusCode ?? 0,
      ms: Math.round((performance.now() - (internal.startedAt ?? 0)) * 100) / 100,
      request_id: requestIdOf(event, context.awsRequestId),
    };
    if (error && ERRORS[error.code].fault === 'server') log.error({ ...line, error });
    else log.info(error ? { ...line, code: error.code } : line);
  }
  function logAnswer(request: MiddyRequest): void {
    writeLine(request);
  }
  function answerError(request: MiddyRequest): void {
    const error = toAppError(request.error);
    const isOurs = ERRORS[error.code].fault === 'server';
    annotate({ [ATTRIBUTE.problemCode]: error.code, ...(isOurs && { [ATTRIBUTE.errorType]: error.code }) });
    request.response = problem(error, requestIdOf(request.event, request.context.awsRequestId));
    writeLine(request, error);
  }
  return { name: 'answer-log', before: startClock, after: logAnswer, onError: answerError };
}
