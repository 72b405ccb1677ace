import type { APIGatewayProxyResult } from 'aws-lambda';
import { AppError, ERRORS } from '#shared/errors';
import { reply, toResult } from './reply.ts';

/** The answer for an error: a code, a text and the request id. Never a stack, an address or a library's text. */
export function problem(error: AppError, requestId: string): APIGatewayProxyResult {
  const { status } = ERRORS[error.code];
  const body = {
    detail: error.violations ?? error.message,
    code: error.code,
    request_id: requestId,
    ...error.extra,
  };
  const headers = {
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...error.headers,
  };
  return toResult(reply(body, { headers }), status, requestId);
}

/** Any error but an AppError is a bug; its text is not shown to the caller. */
export function toAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('internal', 'Internal error', { cause: error });
}
