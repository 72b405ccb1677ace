import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSpanId, newTraceId } from '#shared/telemetry/otlp/ids';
import { target } from '#tests/support/targets/target';
import { TRACES } from './expected-traces.ts';
import { Journey } from './journey.ts';
import { sendNonsense } from './recovery-queue.ts';
import { startStack, type TelemetryStack, until } from './stack.ts';
import { startTracedSystem, type TracedSystem } from './traced-system.ts';
import { label } from './tree.ts';

const isEngine = target.name === 'engine';
/** More than one call forward may take, and than one back: 2 s and 1.5 s on this engine, 5 s and 3 s as deployed. */
const HANGING_MS = isEngine ? 2_500 : 6_000;
/** Long enough for a call that hung to have its effect before recovery. */
const ENVIRONMENT = { RECOVERY_DELAY_MS: '8000' };
const RECOVERED_WITHIN_MS = 90_000;

describe('one call is one trace', {
  timeout: 2 * RECOVERED_WITHIN_MS,
  tags: ['collector', 'prometheus'],
}, () => {
  let stack: TelemetryStack;
  let system: TracedSystem;
  let journey: Journey;
  let token: string;

  beforeAll(async () => {
    stack = await startStack();
    system = await startTracedSystem(stack.endpoint, ENVIRONMENT);
    journey = new Journey(stack, system);
  }, 300_000);
  afterAll(async () => {
    await system?.[Symbol.asyncDispose]();
    await stack?.[Symbol.asyncDispose]();
  });

  test('signing up and logging in', async () => {
    const { signedUp, loggedIn } = await journey.enter();
    token = loggedIn.body.access_token;

    await journey.expectTrace(signedUp, TRACES.signUp);
    await journey.expectTrace(loggedIn, TRACES.logIn);
  });

  test('menus from PostgreSQL, then from Redis', async () => {
    await journey.expectTrace(await journey.call('list menus', 'GET', 'restaurant/menus'), TRACES.firstMenus);
    await journey.expectTrace(
      await journey.call('list menus', 'GET', 'restaurant/menus'),
      TRACES.cachedMenus,
    );
  });

  test('an order that is confirmed, then looked at by recovery, read and cancelled', async () => {
    await journey.call('get menu', 'GET', 'restaurant/menus/1');
    const placed = await journey.placeOrder(token, { key: crypto.randomUUID() });
    expect(placed.body.status).toBe('confirmed');
    expect(placed.headers['x-trace-id']).toBe(placed.traceId);
    await journey.expectTrace(placed, TRACES.confirmed);

    const order = `order/orders/${placed.body.id}`;
    await journey.expectTrace(await journey.call('get order', 'GET', order), TRACES.firstOrder);
    await journey.expectTrace(await journey.call('get order', 'GET', order), TRACES.cachedOrder);
    await journey.expectInspection(journey.messageOf(placed), TRACES.atRest, RECOVERED_WITHIN_MS);

    const cancelled = await journey.call('cancel order', 'POST', `${order}/cancel`, { token });
    expect(cancelled.status).toBe(200);
    await journey.expectTrace(cancelled, TRACES.cancelled);
    await journey.expectInspection(journey.messageOf(cancelled), TRACES.atRest, RECOVERED_WITHIN_MS);
  });

  test('an order that was placed before', async () => {
    const key = crypto.randomUUID();
    await journey.placeOrder(token, { key });

    const replayed = await journey.placeOrder(token, { key });

    expect(replayed.status).toBe(201);
    await journey.expectTrace(replayed, TRACES.replayed);
  });

  test('an order of more than there is', async () => {
    const refused = await journey.placeOrder(token, { quantity: 100_000 });

    expect(refused.status).toBe(400);
    await journey.expectTrace(refused, TRACES.outOfStock);
  });

  test('an order whose payment is declined, given back at once', async () => {
    await journey.expectTrace(
      await journey.setFault('order', 'payment_fail', { fail_percent: 100 }),
      TRACES.switched('order', 'payment_fail'),
    );
    const declined = await journey.placeOrder(token);
    await journey.setFault('order', 'payment_fail', { fail_percent: 0 });

    expect(declined.body.status).toBe('failed');
    await journey.expectTrace(declined, TRACES.declined);
  });

  test('an order that recovery gives back, when a hanging restaurant has come to', async () => {
    await journey.expectTrace(
      await journey.setFault('restaurant', 'inventory_delay', { delay_ms: HANGING_MS }),
      TRACES.switched('restaurant', 'inventory_delay'),
    );
    const left = await journey.placeOrder(token);
    await journey.setFault('restaurant', 'inventory_delay', { delay_ms: 0 });

    expect(left.status).toBe(503);
    await journey.expectTrace(left, TRACES.recovered, RECOVERED_WITHIN_MS);
  });

  test.each([
    ['user', 'delay', { delay_ms: 0 }],
    ['user', 'error', { enable: false }],
  ])('a switch of the %s service: %s', async (service, fault, json) => {
    await journey.expectTrace(await journey.setFault(service, fault, json), TRACES.switched(service, fault));
  });

  test('a message that makes no sense is linked to its sender, and goes to the dead letters', async () => {
    const sender = { traceId: newTraceId(), spanId: newSpanId() };

    await sendNonsense(system.sqsEndpoint, sender);

    await journey.expectInspection(sender, TRACES.deadLetter, RECOVERED_WITHIN_MS);
  });

  test.runIf(isEngine)('every call stood at the gateway of the engine, and waited for an environment', () => {
    const spans = stack.file.spans();
    const calls = spans.filter(({ kind, service }) => kind === 'SERVER' && service !== 'engine');
    expect(calls.length).toBeGreaterThan(0);

    for (const call of calls) {
      const gateway = spans.find(({ spanId }) => spanId === call.parentSpanId);
      const beside = spans.filter(({ parentSpanId }) => parentSpanId === gateway?.spanId);
      const queue = String(call.resource['faas.name']).replace(/^food-delivery-local-(\w+)-/, '$1/');
      expect(gateway && label(gateway)).toBe(`internal engine gateway ${call.name}`);
      expect(beside.map(label).sort()).toEqual([`internal engine queue ${queue}`, label(call)]);
    }
  });

  test('once everything has ended no trace has become another, and none has a gap', async () => {
    await system[Symbol.asyncDispose]();

    journey.expectNoMore();
    await until(() => expect(stack.file.orphans()).toEqual([]));
  });
});
