import { expect, test } from 'vitest';
import { createRig } from '../in-memory/rig.ts';
import { placeOrder } from './place-order.ts';

test('a lost answer to the put is recognised by its attempt id', async () => {
  const rig = createRig();
  rig.fail('orders', 'put 100', 'answer lost', 1);

  expect(await placeOrder(rig.deps, rig.command())).toMatchObject({ id: 100, status: 'confirmed' });
});

test('a put that never arrived is put again', async () => {
  const rig = createRig();
  rig.fail('orders', 'put 100', 'lost', 1);

  expect(await placeOrder(rig.deps, rig.command())).toMatchObject({ id: 100, status: 'confirmed' });
});

test('an id that is taken is drawn again, with a recovery message of its own', async () => {
  const rig = createRig();
  rig.stores.putVoid(100);

  expect(await placeOrder(rig.deps, rig.command())).toMatchObject({ id: 101 });
  expect(rig.stores.sent.map(({ message }) => message.orderId)).toEqual([100, 101]);
});

test('an id that a lost put turns out to clash with is drawn again', async () => {
  const rig = createRig();
  rig.stores.putVoid(100);
  rig.fail('orders', 'put 100', 'lost', 1);

  expect(await placeOrder(rig.deps, rig.command())).toMatchObject({ id: 101 });
});

test('gives up when every id drawn is taken', async () => {
  const rig = createRig();
  for (const id of [100, 101, 102]) rig.stores.putVoid(id);

  await expect(placeOrder(rig.deps, rig.command())).rejects.toMatchObject({ code: 'dependency_unavailable' });
});

test('says that the outcome is unknown when the put and its re-read both fail', async () => {
  const rig = createRig();
  rig.fail('orders', 'put 100');
  rig.fail('orders', 'get 100');

  await expect(placeOrder(rig.deps, rig.command())).rejects.toMatchObject({
    code: 'order_undecided',
    extra: { order_id: 100 },
  });
});

test('says that the outcome is unknown when the put never gets through', async () => {
  const rig = createRig();
  rig.fail('orders', 'put 100');

  await expect(placeOrder(rig.deps, rig.command())).rejects.toMatchObject({ code: 'order_undecided' });
  expect(rig.stores.orders.size).toBe(0);
});

test('a lost answer to the confirmation is found by the re-read', async () => {
  const rig = createRig();
  rig.fail('orders', '100: pending -> confirmed', 'answer lost', 1);

  expect(await placeOrder(rig.deps, rig.command())).toMatchObject({ status: 'confirmed' });
});

test('a confirmation whose result is unknown is left to recovery, with the id', async () => {
  const rig = createRig();
  rig.fail('orders', '100: pending -> confirmed', 'lost');
  rig.fail('orders', 'get 100');

  await expect(placeOrder(rig.deps, rig.command())).rejects.toMatchObject({
    code: 'order_undecided',
    extra: { order_id: 100 },
  });
  expect(rig.order().status).toBe('pending');
});
