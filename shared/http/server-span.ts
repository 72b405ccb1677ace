import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { deadlineOf } from '#shared/telemetry/call-values';
import { ATTRIBUTE, TRACE_ID_HEADER } from '#shared/telemetry/conventions';
import { incomingContext } from '#shared/telemetry/propagation';
import { flushBeforeFreeze, isTelemetryOn } from '#shared/telemetry/sdk';
import { inSpan } from '#shared/telemetry/tracing';
import type { LambdaHandler } from './handler-type.ts';
import { requestIdOf } from './request-id.ts';

const SERVER_FAULT = 500;

/** An event that somebody wrote by hand may be none of API Gateway's. */
const nameOf = ({ httpMethod, resource }: APIGatewayProxyEvent): string =>
  httpMethod && resource ? `${httpMethod} ${resource}` : 'invocation';

/** Makes each invocation a span, a child of the caller's `traceparent`, and returns the trace's id in a header. */
export function inServerSpan(handle: LambdaHandler, isOn = isTelemetryOn): LambdaHandler {
  if (!isOn) return handle;
  let isCold = true;
  return async (event, context) => {
    const { httpMethod: method, resource, path, headers } = event;
    const attributes = {
      [ATTRIBUTE.httpMethod]: method,
      [ATTRIBUTE.httpRoute]: resource,
      [ATTRIBUTE.urlPath]: path,
      [ATTRIBUTE.requestId]: requestIdOf(event, context.awsRequestId),
      [ATTRIBUTE.faasInvocationId]: context.awsRequestId,
      [ATTRIBUTE.faasColdStart]: isCold,
      ...deadlineOf(context.getRemainingTimeInMillis()),
    };
    isCold = false;
    const settings = { kind: SpanKind.SERVER, attributes, parent: incomingContext(headers) };
    try {
      return await inSpan(nameOf(event), settings, async (span) => {
        const result = await handle(event, context);
        span.setAttribute(ATTRIBUTE.httpStatus, result.statusCode);
        if (result.statusCode >= SERVER_FAULT) span.setStatus({ code: SpanStatusCode.ERROR });
        return {
          ...result,
          headers: { ...result.headers, [TRACE_ID_HEADER]: span.spanContext().traceId },
        };
      });
    } finally {
      await flushBeforeFreeze();
    }
  };
}
