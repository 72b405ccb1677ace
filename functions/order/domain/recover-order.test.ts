import { expect, test } from 'vitest';
import { createRig } from '../in-memory/rig.ts';
import { placeOrder } from './place-order.ts';
import type { RecoveryMessage } from './ports.ts';
import { recoverOrder } from './recover-order.ts';
import { TIMING } from './timing.ts';

function rigOf() {
  const rig = createRig();
  const recover = (message: Partial<RecoveryMessage> = {}) =>
    recoverOrder(rig.deps, { orderId: 100, sinceMs: rig.clock.nowMs, ...message });
  return { ...rig, recover };
}

/** An order whose invocation died after the charge. */
async function rigWithOrphan() {
  const rig = rigOf();
  rig.fail('orders', '100: pending -> confirmed');
  await placeOrder(rig.deps, rig.command()).catch(() => {});
  rig.heal();
  return rig;
}

test('an order still pending past its deadline fails, and gives back what it took', async () => {
  const rig = await rigWithOrphan();
  rig.clock.nowMs += TIMING.pendingMs;

  expect(await rig.recover()).toBe('acted');

  expect(rig.order()).toMatchObject({
    status: 'failed',
    outcome: 'timed_out',
    paymentStatus: 'refunded',
    compensationDue: false,
  });
  expect(rig.stores.stock.get(1)).toBe(10);
  expect(rig.netCharges(100)).toBe(0);
});

test('an order that may still be placed is left alone until its deadline', async () => {
  const rig = await rigWithOrphan();
  rig.clock.nowMs += TIMING.pendingMs - 1_000;

  await rig.recover();

  expect(rig.order().status).toBe('pending');
  expect(rig.stores.sent.at(-1)).toMatchObject({ message: { orderId: 100 }, delayMs: 1_000 });
});

test('a confirmed order stays confirmed', async () => {
  const rig = rigOf();
  await placeOrder(rig.deps, rig.command());
  rig.clock.nowMs += TIMING.decidedWithinMs;

  await rig.recover();

  expect(rig.order().status).toBe('confirmed');
  expect(rig.stores.stock.get(1)).toBe(8);
});

test('where there is no order a tombstone refuses a late put', async () => {
  const rig = rigOf();

  await rig.recover();

  expect(rig.order().status).toBe('void');
  expect(await rig.recover()).toBe('at_rest');
});

test('an announced cancellation is carried out, under the attempt id of the message', async () => {
  const rig = rigOf();
  await placeOrder(rig.deps, rig.command());

  await rig.recover({ cancel: 'announced' });

  expect(rig.order()).toMatchObject({
    status: 'cancelled',
    attempts: { cancelled: 'announced' },
    compensationDue: false,
  });
  expect(rig.stores.stock.get(1)).toBe(10);
});

test('a cancellation announced for an order on its way changes nothing', async () => {
  const rig = rigOf();
  await placeOrder(rig.deps, rig.command());
  rig.stores.updateOrder(100, { from: ['confirmed'], status: 'out_for_delivery', compensationDue: false });

  await rig.recover({ cancel: 'announced' });

  expect(rig.order().status).toBe('out_for_delivery');
});

test('an order leaves pending even while the restaurant service is down, and what it owes is tried again later and later', async () => {
  const rig = await rigWithOrphan();
  rig.clock.nowMs += TIMING.pendingMs;
  rig.fail('restaurant', 'release');

  await rig.recover();
  expect(rig.order()).toMatchObject({ status: 'failed', compensationDue: true });
  expect(rig.stores.sent.at(-1)).toMatchObject({ delayMs: TIMING.shortestRetryMs });

  await rig.recover({ delayMs: TIMING.shortestRetryMs });
  expect(rig.stores.sent.at(-1)).toMatchObject({ message: { delayMs: 4_000 }, delayMs: 4_000 });

  await rig.recover({ delayMs: 800_000 });
  expect(rig.stores.sent.at(-1)).toMatchObject({ delayMs: TIMING.longestRetryMs });

  rig.heal();
  await rig.recover();
  expect(rig.order().compensationDue).toBe(false);
  expect(rig.stores.stock.get(1)).toBe(10);
});

test('fresh messages keep the age of the first', async () => {
  const rig = await rigWithOrphan();
  rig.clock.nowMs += TIMING.pendingMs;
  rig.fail('restaurant', 'release');

  await rig.recover({ sinceMs: 1_000_000 });

  expect(rig.stores.sent.at(-1)?.message.sinceMs).toBe(1_000_000);
});

test('a message older than a day is poison', async () => {
  const rig = rigOf();

  expect(await rig.recover({ sinceMs: rig.clock.nowMs - TIMING.maxMessageAgeMs - 1 })).toBe('poison');
  expect(rig.stores.orders.size).toBe(0);
});

test('the queue delivers again when not even a fresh message can be sent', async () => {
  const rig = await rigWithOrphan();
  rig.clock.nowMs += TIMING.pendingMs;
  rig.fail('restaurant', 'release');
  rig.fail('queue', 'send');

  await expect(rig.recover()).rejects.toMatchObject({ code: 'dependency_timeout' });
});

test('two recoveries at once are harmless', async () => {
  const rig = await rigWithOrphan();
  rig.clock.nowMs += TIMING.pendingMs;

  await Promise.all([rig.recover(), rig.recover()]);

  expect(rig.stores.stock.get(1)).toBe(10);
  expect(rig.netCharges(100)).toBe(0);
});

test('bumps the cache for an invocation that died before it could', async () => {
  const rig = await rigWithOrphan();
  rig.clock.nowMs += TIMING.pendingMs;
  const before = rig.stores.bumped.length;

  await rig.recover();

  expect(rig.stores.bumped.length).toBeGreaterThan(before);
});

test('an order at rest is bumped for an invocation that died before it could, while older copies may be left', async () => {
  const rig = rigOf();
  await placeOrder(rig.deps, rig.command());
  const before = rig.stores.bumped.length;

  rig.clock.nowMs += TIMING.staleCopyMs;
  expect(await rig.recover()).toBe('at_rest');
  expect(rig.stores.bumped.length).toBe(before + 1);

  rig.clock.nowMs += 1;
  expect(await rig.recover()).toBe('at_rest');
  expect(rig.stores.bumped.length).toBe(before + 1);
});
