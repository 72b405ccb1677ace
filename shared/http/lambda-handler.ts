import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { traced } from '#shared/telemetry/x-ray';
import { inServerSpan } from './server-span.ts';

export type LambdaHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** What is around every handler of requests: header names in lower case, and each invocation as a span. */
export function lambdaHandler(handle: LambdaHandler): LambdaHandler {
  const spanned = inServerSpan(handle);
  return traced((event, context) => {
    event.headers = lowerCaseNames(event.headers);
    return spanned(event, context);
  });
}

function lowerCaseNames(headers: APIGatewayProxyEvent['headers']): APIGatewayProxyEvent['headers'] {
  const lower: APIGatewayProxyEvent['headers'] = {};
  for (const name in headers) lower[name.toLowerCase()] = headers[name];
  return lower;
}
