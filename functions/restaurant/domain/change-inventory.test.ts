import { expect, test, vi } from 'vitest';
import { deductInventory, restoreInventory } from './change-inventory.ts';
import type { ChangeResult } from './inventory.ts';

function fakeDeps(change: () => Promise<ChangeResult>) {
  return {
    inventory: { change: vi.fn(change), reserve: vi.fn(), release: vi.fn() },
    cache: { changed: vi.fn(async () => {}) },
    newOperationId: () => 'operation',
  };
}
const applied = async (): Promise<ChangeResult> => ({ outcome: 'applied', remaining: 98 });
const TWO = { menuId: 1, quantity: 2 };

test('takes stock and invalidates the cache', async () => {
  const deps = fakeDeps(applied);

  expect(await deductInventory(deps, TWO)).toEqual({ menuId: 1, remaining: 98 });
  expect(deps.inventory.change).toHaveBeenCalledExactlyOnceWith('operation', 1, -2);
  expect(deps.cache.changed).toHaveBeenCalledExactlyOnceWith([1]);
});

test('gives stock back and invalidates the cache', async () => {
  const deps = fakeDeps(applied);

  await restoreInventory(deps, TWO);

  expect(deps.inventory.change).toHaveBeenCalledExactlyOnceWith('operation', 1, 2);
  expect(deps.cache.changed).toHaveBeenCalledExactlyOnceWith([1]);
});

test('answers only after the cache is invalidated', async () => {
  const steps: string[] = [];
  const deps = fakeDeps(applied);
  deps.cache.changed.mockImplementation(async () => {
    await Promise.resolve();
    steps.push('invalidated');
  });

  await deductInventory(deps, TWO).then(() => steps.push('answered'));

  expect(steps).toEqual(['invalidated', 'answered']);
});

test('invalidates the cache for stock that others took, too', async () => {
  const deps = fakeDeps(async () => ({ outcome: 'out_of_stock' }));

  await expect(deductInventory(deps, TWO)).rejects.toMatchObject({
    code: 'out_of_stock',
    message: 'Not enough inventory',
  });
  expect(deps.cache.changed).toHaveBeenCalledExactlyOnceWith([1]);
});

test('leaves the cache alone for a menu that is not there', async () => {
  const deps = fakeDeps(async () => ({ outcome: 'not_found' }));

  await expect(deductInventory(deps, TWO)).rejects.toMatchObject({
    code: 'not_found',
    message: 'Menu not found',
  });
  expect(deps.cache.changed).not.toHaveBeenCalled();
});

test('invalidates the cache for a change that may have been made, and passes the failure on', async () => {
  const deps = fakeDeps(async () => Promise.reject(new Error('connection lost')));

  await expect(deductInventory(deps, TWO)).rejects.toThrow('connection lost');
  expect(deps.cache.changed).toHaveBeenCalledExactlyOnceWith([1]);
});
