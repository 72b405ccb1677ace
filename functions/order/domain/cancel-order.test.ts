import { expect, test } from 'vitest';
import { createRig } from '../in-memory/rig.ts';
import { type CancelOrderDeps, cancelOrder } from './cancel-order.ts';
import { findOrder } from './get-order.ts';
import { placeOrder } from './place-order.ts';
import { TIMING } from './timing.ts';

async function rigWithOrder() {
  const rig = createRig();
  await placeOrder(rig.deps, rig.command());
  return { ...rig, cancel: () => cancel(rig.deps, () => rig.clock.remainingMs) };
}

async function cancel(deps: CancelOrderDeps, remainingMs = () => TIMING.cancelOrderMs): Promise<void> {
  await cancelOrder(deps, { order: await findOrder(deps.orders, 100), remainingMs });
}

test('gives stock and money back', async () => {
  const rig = await rigWithOrder();

  await rig.cancel();

  expect(rig.order()).toMatchObject({
    status: 'cancelled',
    paymentStatus: 'refunded',
    compensationDue: false,
  });
  expect(rig.stores.stock.get(1)).toBe(10);
  expect(rig.netCharges(100)).toBe(0);
  expect(rig.stores.bumped.at(-1)).toBe(100);
});

test('eight cancels at once restore once', async () => {
  const rig = await rigWithOrder();

  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => rig.cancel()));

  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(rig.stores.stock.get(1)).toBe(10);
  expect(rig.netCharges(100)).toBe(0);
});

test('announces the cancellation to recovery before it decides', async () => {
  const rig = await rigWithOrder();

  await rig.cancel();

  const announced = rig.calls.findLastIndex((call) => call.startsWith('send'));
  expect(announced).toBeLessThan(rig.calls.indexOf('100: pending|confirmed|preparing -> cancelled'));
  expect(rig.stores.sent.at(-1)).toMatchObject({
    message: { orderId: 100, cancel: expect.any(String) },
    delayMs: TIMING.cancelRecoveryDelayMs,
  });
  expect(rig.order().attempts.cancelled).toBe(rig.stores.sent.at(-1)?.message.cancel);
});

test.each([
  ['cancelled', 'already_cancelled'],
  ['failed', 'not_cancellable'],
  ['out_for_delivery', 'not_cancellable'],
  ['delivered', 'not_cancellable'],
] as const)('an order that is %s is refused as %s', async (status, code) => {
  const rig = await rigWithOrder();
  rig.stores.updateOrder(100, { from: ['confirmed'], status, compensationDue: false });

  await expect(rig.cancel()).rejects.toMatchObject({ code });
});

test('is done once decided, even if giving back is still owed', async () => {
  const rig = await rigWithOrder();
  rig.fail('restaurant', 'release');

  await rig.cancel();

  expect(rig.order()).toMatchObject({ status: 'cancelled', compensationDue: true });
});

test('leaves giving back to recovery when little time is left', async () => {
  const rig = await rigWithOrder();
  rig.clock.remainingMs = TIMING.undoMs - 1;

  await rig.cancel();

  expect(rig.calls.includes('release 100')).toBe(false);
  expect(rig.order().compensationDue).toBe(true);
});

test('does not decide what it could not announce', async () => {
  const rig = await rigWithOrder();
  rig.fail('queue', 'send');

  await expect(rig.cancel()).rejects.toMatchObject({ code: 'dependency_timeout' });
  expect(rig.order().status).toBe('confirmed');
});

test('an unknown outcome is answered with the id of the order', async () => {
  const rig = await rigWithOrder();
  rig.fail('orders', '100: pending|confirmed|preparing');

  await expect(rig.cancel()).rejects.toMatchObject({ code: 'order_undecided', extra: { order_id: 100 } });
});

test('a lost answer to its own decision does not make it lose', async () => {
  const rig = await rigWithOrder();
  rig.fail('orders', '100: pending|confirmed|preparing', 'answer lost', 1);

  await rig.cancel();

  expect(rig.order().status).toBe('cancelled');
});

test('a bug while giving back is thrown on', async () => {
  const rig = await rigWithOrder();
  const inventory = { ...rig.deps.inventory, release: () => Promise.reject(new TypeError('bug')) };

  await expect(cancel({ ...rig.deps, inventory })).rejects.toThrow(TypeError);
});
