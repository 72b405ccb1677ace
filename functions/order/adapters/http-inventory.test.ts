import { describe, expect, test } from 'vitest';
import type { ServiceTokens } from '#shared/auth/tokens';
import { createHttpInventory } from './http-inventory.ts';

const tokens: Pick<ServiceTokens, 'sign'> = { sign: async () => 'token' };
const ASKED = [
  { menuId: 1, quantity: 2 },
  { menuId: 3, quantity: 1 },
];
const ITEMS = [
  { menu_id: 1, quantity: 2, price: 18_000, name: '후라이드 치킨' },
  { menu_id: 3, quantity: 1, price: 20_000, name: '페퍼로니 피자' },
];

/** Reserves at a restaurant service that gives this answer. */
const reserved = (status: number, body: unknown) =>
  createHttpInventory({ call: async () => ({ status, body }) }, tokens as ServiceTokens, 100).reserve(
    7,
    ASKED,
  );
const reservedItems = (items: unknown) => reserved(200, { reservation_id: 7, items });

test('a reservation has the lines asked for, at the recorded prices and names', async () => {
  expect(await reservedItems(ITEMS)).toEqual({
    outcome: 'reserved',
    lines: [
      { menuId: 1, quantity: 2, price: 18_000, name: '후라이드 치킨' },
      { menuId: 3, quantity: 1, price: 20_000, name: '페퍼로니 피자' },
    ],
  });
});

describe('an answer that is no basis for a charge is a failure of the restaurant service', () => {
  const [first, second] = ITEMS;

  test.each<[string, unknown]>([
    ['no lines', undefined],
    ['a line that is missing', [first]],
    ['a line too many', [...ITEMS, second]],
    ['lines in another order', [second, first]],
    ['another menu', [first, { ...second, menu_id: 4 }]],
    ['another quantity', [first, { ...second, quantity: 2 }]],
    ['no price', [first, { ...second, price: undefined }]],
    ['a price of null', [first, { ...second, price: null }]],
    ['a price that is text', [first, { ...second, price: '20000' }]],
    ['a negative price', [first, { ...second, price: -1 }]],
    ['a fraction of a won', [first, { ...second, price: 0.5 }]],
    ['a price that no menu can have', [first, { ...second, price: 2_147_483_648 }]],
    ['no name', [first, { ...second, name: null }]],
  ])('%s', async (_, items) => {
    await expect(reservedItems(items)).rejects.toMatchObject({ code: 'dependency_failed' });
  });

  test('another order', async () => {
    await expect(reserved(200, { reservation_id: 8, items: ITEMS })).rejects.toMatchObject({
      code: 'dependency_failed',
    });
  });

  test('a body that is no JSON', async () => {
    await expect(reserved(200, undefined)).rejects.toMatchObject({ code: 'dependency_failed' });
  });

  test('a sum that is not exact', async () => {
    const asked = Array.from({ length: 5 }, () => ({ menuId: 1, quantity: 1_000_000 }));
    const items = asked.map(({ menuId, quantity }) => ({
      menu_id: menuId,
      quantity,
      price: 2_147_483_647,
      name: 'a',
    }));
    const service = { call: async () => ({ status: 200, body: { reservation_id: 7, items } }) };

    await expect(
      createHttpInventory(service, tokens as ServiceTokens, 100).reserve(7, asked),
    ).rejects.toMatchObject({ code: 'dependency_failed' });
  });
});

test.each([
  [400, 'out_of_stock', 'refused'],
  [404, 'not_found', 'refused'],
  [409, 'reservation_released', 'released'],
])('%i %s is an answer: %s', async (status, code, outcome) => {
  expect(await reserved(status, { code })).toEqual({ outcome });
});

test.each([
  [400, 'validation_failed'],
  [401, 'unauthenticated'],
  [404, undefined],
])('%i %s says nothing about an earlier try, so it is a failure', async (status, code) => {
  await expect(reserved(status, { code })).rejects.toMatchObject({ code: 'dependency_failed' });
});
