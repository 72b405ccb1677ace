import type { APIGatewayProxyEvent } from 'aws-lambda';
import { traced } from '#shared/telemetry/x-ray';
import type { LambdaHandler } from './handler-type.ts';
import { inServerSpan } from './server-span.ts';

/** Wraps every request handler: joins repeated headers and query parameters, and makes each invocation a span. */
export function lambdaHandler(handle: LambdaHandler): LambdaHandler {
  const spanned = inServerSpan(handle);
  return traced((event, context) => {
    event.headers = joined(event.headers, event.multiValueHeaders, (name) => name.toLowerCase());
    if (event.queryStringParameters) {
      event.queryStringParameters = joined(
        event.queryStringParameters,
        event.multiValueQueryStringParameters,
        (name) => name,
      );
    }
    return spanned(event, context);
  });
}

type Values = APIGatewayProxyEvent['headers'];
type Lists = APIGatewayProxyEvent['multiValueHeaders'] | null;

/**
 * Returns one value per name. Repeated values are joined with commas, as RFC 9110 does with headers: a route that allows
 * one value then refuses them, and no value hides another.
 */
function joined(values: Values, lists: Lists | undefined, nameOf: (name: string) => string): Values {
  const all: Values = {};
  for (const name in values) {
    const list = lists?.[name];
    const value = list && list.length > 1 ? list.join(', ') : values[name];
    const key = nameOf(name);
    const before = all[key];
    all[key] = typeof before === 'string' ? `${before}, ${value}` : value;
  }
  return all;
}
