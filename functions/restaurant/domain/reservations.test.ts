import { expect, test, vi } from 'vitest';
import type { ReserveResult } from './inventory.ts';
import { releaseInventory, reserveInventory } from './reservations.ts';

function fakeDeps(result: ReserveResult) {
  return {
    inventory: {
      change: vi.fn(),
      reserve: vi.fn(async () => result),
      release: vi.fn(async () => ({ menuIds: [1, 2] })),
    },
    cache: { changed: vi.fn(async () => {}) },
  };
}
const LINES = [
  { menuId: 2, quantity: 1 },
  { menuId: 1, quantity: 1 },
  { menuId: 2, quantity: 3 },
];
const RESERVED = {
  outcome: 'reserved' as const,
  lines: LINES.map((line) => ({ ...line, price: 1000, name: 'menu' })),
};

test('answers the reserved lines and invalidates each menu once', async () => {
  const deps = fakeDeps(RESERVED);

  expect(await reserveInventory(deps, 7, LINES)).toEqual(RESERVED.lines);
  expect(deps.inventory.reserve).toHaveBeenCalledExactlyOnceWith(7, LINES);
  expect(deps.cache.changed).toHaveBeenCalledExactlyOnceWith([2, 1]);
});

test('invalidates the menus that were reserved, whatever a repeat asks for', async () => {
  const deps = fakeDeps(RESERVED);

  await reserveInventory(deps, 7, [{ menuId: 5, quantity: 1 }]);

  expect(deps.cache.changed).toHaveBeenCalledExactlyOnceWith([2, 1]);
});

test.each([
  ['out_of_stock', 'out_of_stock', 'Not enough inventory'],
  ['not_found', 'not_found', 'Menu not found'],
  ['released', 'reservation_released', 'Reservation already released'],
] as const)('refuses what the store calls %s', async (outcome, code, message) => {
  await expect(reserveInventory(fakeDeps({ outcome, lines: [] }), 7, LINES)).rejects.toMatchObject({
    code,
    message,
  });
});

test('has the refusal of a menu id that no column can hold recorded like any other', async () => {
  const deps = fakeDeps({ outcome: 'not_found', lines: [] });

  await expect(reserveInventory(deps, 7, [{ menuId: 1e300, quantity: 1 }])).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(deps.inventory.reserve).toHaveBeenCalledExactlyOnceWith(7, [{ menuId: -1, quantity: 1 }]);
});

test.each([0, -1, 2 ** 53])('knows no reservation under the id %d', async (id) => {
  const deps = fakeDeps(RESERVED);

  await expect(reserveInventory(deps, id, LINES)).rejects.toMatchObject({ code: 'not_found' });
  await releaseInventory(deps, id);

  expect(deps.inventory.reserve).not.toHaveBeenCalled();
  expect(deps.inventory.release).not.toHaveBeenCalled();
});

test('releases and invalidates the menus that came back', async () => {
  const deps = fakeDeps(RESERVED);

  await releaseInventory(deps, 7);

  expect(deps.inventory.release).toHaveBeenCalledExactlyOnceWith(7);
  expect(deps.cache.changed).toHaveBeenCalledExactlyOnceWith([1, 2]);
});
