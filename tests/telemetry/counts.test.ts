import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inParallel } from '#shared/in-parallel';
import { PATIENT } from '#tests/support/engine/patient';
import { startStack, type TelemetryStack, until } from './stack.ts';
import { startTracedEngine, type TracedEngine } from './traced-engine.ts';

const WORKERS = 4;
const ORDERS_EACH = 50;
const ORDERS = WORKERS * ORDERS_EACH;
const SERVED =
  'traces_span_metrics_calls_total{service_name="order",span_name="POST /orders",span_kind="SPAN_KIND_SERVER"}';
const DURATIONS =
  'traces_span_metrics_duration_seconds_bucket{service_name="order",span_name="POST /orders",span_kind="SPAN_KIND_SERVER"}';

describe('orders that several environments carry out at once', { tags: ['collector', 'prometheus'] }, () => {
  let stack: TelemetryStack;
  let system: TracedEngine;

  beforeAll(async () => {
    stack = await startStack();
    system = await startTracedEngine({ telemetry: { forwardTo: stack.endpoint }, environment: PATIENT });
    const { api } = system;
    const buyer = await api.newUser();
    await api.setStock(1, ORDERS);
    const statuses = await inParallel(WORKERS, WORKERS, () =>
      inParallel(ORDERS_EACH, ORDERS_EACH, async () => {
        return (await api.order(buyer, [{ menu_id: 1, quantity: 1 }])).status;
      }),
    );
    expect(new Set(statuses.flat())).toEqual(new Set([201]));
  });
  afterAll(async () => {
    await system?.[Symbol.asyncDispose]();
    await stack?.[Symbol.asyncDispose]();
  });

  const expectSum = (series: string, wanted: number): Promise<void> =>
    until(async () => expect(await stack.prometheus.value(`sum(${series})`)).toBe(wanted));

  test('are each a span', async () => {
    const spans = () =>
      stack.file
        .spans()
        .filter(({ service, name, kind }) => `${kind} ${service} ${name}` === 'SERVER order POST /orders');
    await until(() => expect(spans()).toHaveLength(ORDERS));

    expect(new Set(spans().map(({ traceId }) => traceId)).size).toBe(ORDERS);
    expect(new Set(spans().map(({ resource }) => resource['service.instance.id'])).size).toBeGreaterThan(1);
  });

  test('are all counted, as calls and as orders, and none twice', async () => {
    await expectSum(SERVED, ORDERS);
    await expectSum('food_order_steps_total{food_order_step="placed"}', ORDERS);
    await expectSum('food_order_steps_total{food_order_step="confirmed"}', ORDERS);
    await expectSum('food_order_steps_total{food_order_step="compensated"} or vector(0)', 0);
  });

  test('stay as many once the environments have ended and sent the rest', async () => {
    await system[Symbol.asyncDispose]();

    const all = 'sum(traces_span_metrics_calls_total)';
    await until(async () => expect(await stack.prometheus.value(all)).toBe(stack.file.spans().length));
    await expectSum(SERVED, ORDERS);
    await expectSum('food_order_steps_total{food_order_step="placed"}', ORDERS);
  });

  test('can be found from how long they took', async () => {
    const exemplars = await until(async () => {
      const found = await stack.prometheus.exemplars(DURATIONS);
      expect(found.length).toBeGreaterThan(0);
      return found;
    });
    const known = new Set(stack.file.spans().map(({ traceId }) => traceId));

    for (const { labels } of exemplars) expect(known).toContain(labels.trace_id);
  });
});
