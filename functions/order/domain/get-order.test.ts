import { expect, test } from 'vitest';
import { createRig } from '../in-memory/rig.ts';
import { findOrder, listOrders } from './get-order.ts';

test('an unknown order and a tombstone are not found', async () => {
  const rig = createRig();
  rig.stores.putVoid(5);

  for (const orderId of [4, 5]) {
    await expect(findOrder(rig.deps.orders, orderId)).rejects.toMatchObject({ code: 'not_found' });
  }
});

test('a page names the next one only where more follows', async () => {
  const rig = createRig();
  const order = rig.stores.putVoid(5);
  const lists = {
    list: async (_: number, limit: number) => [9, 8, 7].slice(0, limit).map((id) => ({ ...order, id })),
  };

  expect(await listOrders(lists, { userId: 7, limit: 2, before: undefined })).toMatchObject({ next: 8 });
  expect(await listOrders(lists, { userId: 7, limit: 3, before: undefined })).toMatchObject({
    next: undefined,
  });
});
