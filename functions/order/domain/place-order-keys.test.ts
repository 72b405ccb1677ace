import { expect, test } from 'vitest';
import { createRig } from '../in-memory/rig.ts';
import { placeOrder } from './place-order.ts';

test('the same key and body get the same order and the same answer, whatever became of the order since', async () => {
  const rig = createRig();
  const command = rig.command(rig.withKey('k'));
  const first = await placeOrder(rig.deps, command);
  rig.clock.nowMs += 5_000;
  rig.stores.updateOrder(100, {
    from: ['confirmed'],
    status: 'cancelled',
    outcome: 'cancelled',
    compensationDue: true,
  });

  expect(await placeOrder(rig.deps, command)).toMatchObject({
    id: first.id,
    status: 'confirmed',
    paymentStatus: 'completed',
    updatedAtMs: first.updatedAtMs,
  });
  expect(rig.stores.orders.size).toBe(1);
  expect(rig.stores.sent).toHaveLength(1);
});

test('a refusal is replayed too', async () => {
  const rig = createRig();
  const command = rig.command({ ...rig.withKey('k'), lines: [{ menuId: 1, quantity: 11 }] });
  await expect(placeOrder(rig.deps, command)).rejects.toMatchObject({ code: 'out_of_stock' });
  rig.stores.stock.set(1, 100);

  await expect(placeOrder(rig.deps, command)).rejects.toMatchObject({
    code: 'out_of_stock',
    extra: { order_id: 100 },
  });
});

test('a declined payment is never drawn again', async () => {
  const rig = createRig();
  rig.stores.declines = () => true;
  const command = rig.command(rig.withKey('k'));
  await placeOrder(rig.deps, command);
  rig.stores.declines = () => false;

  expect(await placeOrder(rig.deps, command)).toMatchObject({ status: 'failed', paymentStatus: 'failed' });
});

test('a key used with another body is refused', async () => {
  const rig = createRig();
  await placeOrder(rig.deps, rig.command(rig.withKey('k', 'one')));

  await expect(placeOrder(rig.deps, rig.command(rig.withKey('k', 'two')))).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  });
});

test('while the first is under way the second is asked to wait', async () => {
  const rig = createRig();
  rig.fail('orders', '100: pending -> confirmed');
  await placeOrder(rig.deps, rig.command(rig.withKey('k'))).catch(() => {});
  rig.heal();

  await expect(placeOrder(rig.deps, rig.command(rig.withKey('k')))).rejects.toMatchObject({
    code: 'order_in_progress',
    headers: { 'retry-after': '1' },
  });
});

test('two requests with one key that race make one order', async () => {
  const rig = createRig();
  const command = rig.command(rig.withKey('k'));

  const answers = await Promise.allSettled([placeOrder(rig.deps, command), placeOrder(rig.deps, command)]);

  expect(rig.stores.orders.size).toBe(1);
  expect(rig.stores.stock.get(1)).toBe(8);
  expect(answers.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
});

test('a key whose order is missing is a bug, not an answer', async () => {
  const rig = createRig();
  rig.stores.keys.set('idem#7#k', { orderId: 5, bodyHash: 'body' });

  await expect(placeOrder(rig.deps, rig.command(rig.withKey('k')))).rejects.toThrow('does not');
});

test('an id that exists under the same key is replayed, not drawn again', async () => {
  const rig = createRig();
  const orders = {
    ...rig.deps.orders,
    put: async () => ({ kind: 'exists' as const, order: rig.stores.putVoid(100), underKey: true }),
    get: async () => ({
      ...rig.stores.putVoid(100),
      status: 'confirmed' as const,
      outcome: 'confirmed' as const,
    }),
  };

  expect(await placeOrder({ ...rig.deps, orders }, rig.command(rig.withKey('k')))).toMatchObject({ id: 100 });
});
