import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inParallel } from '#shared/in-parallel';
import { newSpanId, newTraceId } from '#shared/telemetry/otlp/ids';
import { Sender } from './sender.ts';
import { startStack, type TelemetryStack, until } from './stack.ts';

const ENVIRONMENTS = 4;
const CALLS_EACH = 50;
const FIRST_CALL_MS = 120;
const ROUTE = { 'http.request.method': 'POST', 'http.route': '/orders', 'http.response.status_code': 201 };

describe('the collector as it is shipped', { tags: ['collector', 'prometheus'] }, () => {
  let stack: TelemetryStack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.[Symbol.asyncDispose]());

  const call = (traceId = newTraceId()) => {
    const endMs = Date.now();
    const startMs = endMs - FIRST_CALL_MS;
    const name = 'POST /orders';
    return { traceId, spanId: newSpanId(), name, kind: 'SERVER' as const, startMs, endMs, attributes: ROUTE };
  };

  test('counts every call of every environment', async () => {
    const service = 'order';
    const senders = Array.from({ length: ENVIRONMENTS }, () => new Sender(stack.endpoint, service));

    await inParallel(ENVIRONMENTS, ENVIRONMENTS * CALLS_EACH, async (i) => {
      await senders[i % ENVIRONMENTS]?.spans([call()]);
    });

    const calls = 'sum(traces_span_metrics_calls_total{service_name="order",span_kind="SPAN_KIND_SERVER"})';
    await until(async () => expect(await stack.prometheus.value(calls)).toBe(ENVIRONMENTS * CALLS_EACH));
    const buckets = 'sum(traces_span_metrics_duration_seconds_count{service_name="order"})';
    await until(async () => expect(await stack.prometheus.value(buckets)).toBe(ENVIRONMENTS * CALLS_EACH));
  });

  test('adds up what environments counted since their last export', async () => {
    const countPlaced = async (): Promise<void> => {
      const sender = new Sender(stack.endpoint, 'order');
      for (let i = 0; i < CALLS_EACH; i++)
        await sender.counter('food.order.steps', 1, { 'food.order.step': 'placed' });
    };

    await Promise.all(Array.from({ length: ENVIRONMENTS }, countPlaced));

    const placed = 'sum(food_order_steps_total{food_order_step="placed"})';
    await until(async () => expect(await stack.prometheus.value(placed)).toBe(ENVIRONMENTS * CALLS_EACH));
  });

  test('counts once what an environment sends twice because it got no answer', async () => {
    const sender = new Sender(stack.endpoint, 'order');
    for (let i = 0; i < CALLS_EACH; i++) {
      await sender.counter('food.order.steps', 1, { 'food.order.step': 'cancelled' });
      await sender.repeat();
    }

    const cancelled = 'sum(food_order_steps_total{food_order_step="cancelled"})';
    await until(async () => expect(await stack.prometheus.value(cancelled)).toBe(CALLS_EACH));
  });

  test('keeps the ids of traces that a duration stands for', async () => {
    const traceId = newTraceId();
    await new Sender(stack.endpoint, 'restaurant').spans([call(traceId)]);

    const durations = 'traces_span_metrics_duration_seconds_bucket{service_name="restaurant"}';
    await until(async () =>
      expect((await stack.prometheus.exemplars(durations)).map(({ labels }) => labels.trace_id)).toContain(
        traceId,
      ),
    );
    await until(() => expect(stack.file.spans().map((span) => span.traceId)).toContain(traceId));
  });
});
