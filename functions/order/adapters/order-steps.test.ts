import { beforeEach, expect, test } from 'vitest';
import { METRIC, ORDER_STEPS } from '#shared/telemetry/conventions';
import { inSpan } from '#shared/telemetry/tracing';
import { recordTelemetry } from '#tests/support/telemetry/recorded-telemetry';
import { cancelOrder } from '../domain/cancel-order.ts';
import { findOrder } from '../domain/get-order.ts';
import { placeOrder } from '../domain/place-order.ts';
import { recoverOrder } from '../domain/recover-order.ts';
import { TIMING } from '../domain/timing.ts';
import { createRig } from '../in-memory/rig.ts';
import { countOrders } from './count-orders.ts';
import { countPayments } from './count-payments.ts';
import { countReservations } from './count-reservations.ts';

const telemetry = recordTelemetry();
beforeEach(() => telemetry.reset());

function countedRig() {
  const rig = createRig();
  const deps = {
    ...rig.deps,
    orders: countOrders(rig.deps.orders),
    payments: countPayments(rig.deps.payments),
    inventory: countReservations(rig.deps.inventory),
  };
  const place = (overrides = {}) => placeOrder(deps, rig.command(overrides));
  const cancel = () => cancelOrder(deps, { order: rig.order(), remainingMs: () => TIMING.cancelOrderMs });
  const recover = () => recoverOrder(deps, { orderId: 100, sinceMs: rig.clock.nowMs });
  return { ...rig, deps, place, cancel, recover };
}

/** Steps that were counted, each as often as it was. */
async function steps(): Promise<string[]> {
  const sums = await Promise.all(
    ORDER_STEPS.map((step) => telemetry.sum(METRIC.orderSteps, { 'food.order.step': step })),
  );
  return ORDER_STEPS.flatMap((step, i) => Array<string>(sums[i] ?? 0).fill(step));
}

test('counts the steps of an order that goes well and is cancelled later, each once', async () => {
  const { place, cancel } = countedRig();

  await place();
  expect(await steps()).toEqual(['placed', 'reserved', 'paid', 'confirmed']);

  await cancel();
  expect(await steps()).toEqual(['placed', 'reserved', 'paid', 'confirmed', 'cancelled', 'compensated']);
});

test('counts a declined payment and what is given back', async () => {
  const { place, stores } = countedRig();
  stores.declines = () => true;

  await place();

  expect(await steps()).toEqual(['placed', 'reserved', 'declined', 'failed', 'compensated']);
});

test('counts nothing of what a refused order did not do', async () => {
  const { place } = countedRig();

  await expect(place({ lines: [{ menuId: 1, quantity: 11 }] })).rejects.toThrow();

  expect(await steps()).toEqual(['placed', 'failed']);
});

test('counts nothing again for repeats', async () => {
  const rig = countedRig();
  const key = rig.withKey('key');
  await rig.place(key);
  await rig.cancel();
  const once = await steps();

  await rig.place(key);
  await expect(rig.cancel()).rejects.toThrow();
  await rig.recover();
  await rig.recover();

  expect(await steps()).toEqual(once);
});

test('counts nothing for a call that comes too late', async () => {
  const rig = countedRig();
  rig.stores.putVoid(100);
  await rig.place();
  expect(await steps()).toEqual(['placed', 'reserved', 'paid', 'confirmed']);
  await telemetry.reset();

  const order = await findOrder(rig.deps.orders, 101);
  const cancel = () => cancelOrder(rig.deps, { order, remainingMs: () => TIMING.cancelOrderMs });
  await Promise.allSettled(Array.from({ length: 8 }, cancel));

  expect(await steps()).toEqual(['cancelled', 'compensated']);
});

test('counts what recovery decides and gives back', async () => {
  const rig = countedRig();
  rig.fail('payments', 'charge');
  rig.fail('orders', '100: pending -> failed');
  await expect(rig.place()).rejects.toThrow();
  rig.heal();
  rig.clock.nowMs += TIMING.decidedWithinMs;

  await rig.recover();

  expect(await steps()).toEqual(['placed', 'reserved', 'failed', 'compensated']);
});

test('counts a put and a decision whose first try was carried out without an answer', async () => {
  const rig = countedRig();
  const first = rig.deps.orders;
  const twice = {
    ...rig.deps.orders,
    put: async (...put: Parameters<typeof first.put>) => {
      await rig.stores.putOrder(...put);
      return first.put(...put);
    },
    update: async (...update: Parameters<typeof first.update>) => {
      rig.stores.updateOrder(...update);
      return first.update(...update);
    },
  };

  await placeOrder({ ...rig.deps, orders: twice }, rig.command());

  expect(await steps()).toEqual(['placed', 'reserved', 'paid', 'confirmed']);
});

test('the span under way names the order', async () => {
  const { place } = countedRig();

  await inSpan('POST /orders', {}, () => place());

  expect(telemetry.span('POST /orders').attributes).toEqual({
    'food.order.id': 100,
    'food.order.status': 'confirmed',
    'food.order.outcome': 'confirmed',
  });
});

test('the span under way says that an order is pending while nothing has decided it', async () => {
  const { place, fail } = countedRig();
  fail('orders', '100: pending -> confirmed');
  fail('orders', 'get');

  await expect(inSpan('POST /orders', {}, () => place())).rejects.toMatchObject({ code: 'order_undecided' });

  expect(telemetry.span('POST /orders').attributes).toMatchObject({
    'food.order.id': 100,
    'food.order.status': 'pending',
  });
});

test('the span under way says that an order failed and why, though its answer is no error', async () => {
  const { place, stores } = countedRig();
  stores.declines = () => true;

  await inSpan('POST /orders', {}, () => place());

  expect(telemetry.span('POST /orders').attributes).toMatchObject({
    'food.order.status': 'failed',
    'food.order.outcome': 'payment_failed',
  });
});
