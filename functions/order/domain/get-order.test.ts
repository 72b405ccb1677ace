import { expect, test } from 'vitest';
import { createRig } from '#tests/simulation/rig';
import { findOrder, listOrders, refuseStranger } from './get-order.ts';

test('a tombstone is not found', async () => {
  const rig = createRig();
  rig.stores.putVoid(5);

  expect(await findOrder(rig.deps.orders, 5)).toBeUndefined();
});

test('a stranger is refused, an anonymous caller is not', () => {
  expect(() => refuseStranger(7, 8)).toThrow('not your order');
  refuseStranger(7, 7);
  refuseStranger(7, undefined);
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
