import type { APIGatewayProxyResult } from 'aws-lambda';
import { AppError, ERRORS } from '#shared/errors';
import { reply, toResult } from './reply.ts';

/** An error as the caller sees it: a code, a text and the id to ask about. Never a stack, an address or a library's words. */
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

/** What is not ours is a bug, and says nothing. */
export function toAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('internal', 'Internal error', { cause: error });
}
