import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';

/** Takes part in HTTP calls from here on: each is a segment, and carries the trace to who is called. */
const tracer = new Tracer();

/** The answer stays out of the trace: it may hold a token. */
export function traceHandler<Handler>(handler: Handler): Handler {
  const traced = middy(handler as never, { timeoutEarlyInMillis: 0 });
  return traced.use(captureLambdaHandler(tracer, { captureResponse: false }) as never) as unknown as Handler;
}
