import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';

/** From its creation on it makes each HTTP call a segment, and passes the trace on to the service called. */
const tracer = new Tracer();

/** Leaves answers out of the trace: they may hold a token. */
export function traceHandler<Handler>(handler: Handler): Handler {
  const traced = middy(handler as never, { timeoutEarlyInMillis: 0 });
  return traced.use(captureLambdaHandler(tracer, { captureResponse: false }) as never) as unknown as Handler;
}
