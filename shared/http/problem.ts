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

/** The body parsers of middy throw errors with a 4xx `statusCode`; what else is not ours is a bug, and says nothing. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const parserStatus = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (parserStatus >= 500) return new AppError('internal', 'Internal error', { cause: error });
  const wrongType = parserStatus === 415;
  return new AppError('validation_failed', 'Invalid body', {
    cause: error,
    violations: [
      {
        type: wrongType ? 'content_type' : 'json_invalid',
        loc: ['body'],
        msg: wrongType
          ? 'The body must be JSON, with content-type: application/json'
          : 'The body is not valid JSON',
      },
    ],
  });
}
