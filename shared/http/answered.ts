import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { type AppError, ERRORS } from '#shared/errors';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { annotate } from '#shared/telemetry/tracing';
import type { LambdaHandler } from './handler-type.ts';
import { problem, toAppError } from './problem.ts';
import { requestIdOf } from './request-id.ts';
import type { Route } from './route.ts';
import type { Shell } from './shell.ts';

/** Turns errors into answers, and writes one line per request. */
export function answered(route: Route, { log }: Shell, work: LambdaHandler): LambdaHandler {
  const message = `${route.method} ${route.path}`;

  return async function answer(event, context) {
    const startedAt = performance.now();
    try {
      const result = await work(event, context);
      log.info(lineOf(result));
      return result;
    } catch (thrown) {
      const error = toAppError(thrown);
      const result = answerOf(error, event, context);
      const line = lineOf(result);
      if (isOurs(error)) log.error({ ...line, error });
      else log.info({ ...line, code: error.code });
      return result;
    }

    function lineOf({ statusCode }: APIGatewayProxyResult) {
      return {
        message,
        status: statusCode,
        ms: Math.round((performance.now() - startedAt) * 100) / 100,
        request_id: requestIdOf(event, context.awsRequestId),
      };
    }
  };
}

function answerOf(error: AppError, event: APIGatewayProxyEvent, context: Context): APIGatewayProxyResult {
  annotate({
    [ATTRIBUTE.problemCode]: error.code,
    ...(isOurs(error) && { [ATTRIBUTE.errorType]: error.code }),
  });
  return problem(error, requestIdOf(event, context.awsRequestId));
}

const isOurs = ({ code }: AppError): boolean => ERRORS[code].fault === 'server';
