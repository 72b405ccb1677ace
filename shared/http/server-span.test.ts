import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { beforeEach, expect, test } from 'vitest';
import { recordTelemetry } from '#tests/support/telemetry/recorded-telemetry';
import { inServerSpan } from './server-span.ts';

const telemetry = recordTelemetry();
beforeEach(() => telemetry.reset());

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

function event(headers: Readonly<Record<string, string>> = {}): APIGatewayProxyEvent {
  return {
    httpMethod: 'GET',
    resource: '/orders/{order_id}',
    path: '/orders/7',
    headers,
  } as unknown as APIGatewayProxyEvent;
}

const CONTEXT = { awsRequestId: 'invocation-1', getRemainingTimeInMillis: () => 10_000 } as Context;
const answering = (statusCode: number) => inServerSpan(async () => ({ statusCode, body: '' }), true);

test('a request continues the trace of its caller, and the answer names it', async () => {
  const { headers } = await answering(200)(event({ traceparent: `00-${TRACE}-${PARENT}-01` }), CONTEXT);

  expect(headers).toMatchObject({ 'x-trace-id': TRACE });
  const span = telemetry.span('GET /orders/{order_id}');
  expect(span.kind).toBe(SpanKind.SERVER);
  expect(span.parentSpanContext?.spanId).toBe(PARENT);
  expect(span.attributes).toMatchObject({
    'http.route': '/orders/{order_id}',
    'url.path': '/orders/7',
    'http.response.status_code': 200,
    'food.deadline_ms': 10_000,
  });
});

test.each([['nonsense'], [`00-${'0'.repeat(32)}-${PARENT}-01`], ['']])(
  'traceparent %j starts a trace of its own',
  async (traceparent) => {
    const { headers } = await answering(200)(event({ traceparent }), CONTEXT);

    expect(headers?.['x-trace-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(telemetry.span('GET /orders/{order_id}').parentSpanContext).toBeUndefined();
  },
);

test.each([
  [404, SpanStatusCode.UNSET],
  [503, SpanStatusCode.ERROR],
])('an answer %s has the status %s', async (statusCode, code) => {
  await answering(statusCode)(event(), CONTEXT);

  expect(telemetry.span('GET /orders/{order_id}').status.code).toBe(code);
});

test('the first call of an environment is a cold start', async () => {
  const handler = answering(200);
  await handler(event(), CONTEXT);
  await handler(event(), CONTEXT);

  expect(telemetry.spans().map(({ attributes }) => attributes['faas.coldstart'])).toEqual([true, false]);
});

test('a handler that throws ends its span as failed', async () => {
  const handler = inServerSpan(() => Promise.reject(new TypeError('bug')), true);

  await expect(handler(event(), CONTEXT)).rejects.toThrow('bug');

  expect(telemetry.span('GET /orders/{order_id}').attributes['error.type']).toBe('TypeError');
});

test('an event that is none of API Gateway’s is an invocation', async () => {
  await answering(200)({ headers: {} } as unknown as APIGatewayProxyEvent, CONTEXT);

  expect(telemetry.span('invocation').kind).toBe(SpanKind.SERVER);
});
