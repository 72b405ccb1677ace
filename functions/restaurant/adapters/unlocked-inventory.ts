import { isUnprotected } from '#shared/faults/fault-scope';
import type { InventoryStore } from '../domain/inventory.ts';
import type { Postgres } from './postgres.ts';

interface Stock {
  readonly id: number;
  readonly inventory: number;
}

const READ = {
  name: 'read_stock_unlocked',
  text: 'SELECT id, inventory FROM menus WHERE id = ANY ($1)',
  table: 'menus',
} as const;
const OVERWRITE = {
  name: 'write_stock_unlocked',
  text: 'UPDATE menus SET inventory = $2 WHERE id = $1',
  table: 'menus',
} as const;

/**
 * Reserves without the row lock where a rule turns that protection off: stock is read first and written later, so that of
 * two reservations at once one is lost.
 */
export function withoutRowLock(store: InventoryStore, postgres: Postgres): InventoryStore {
  return {
    ...store,
    async reserve(reservationId, lines) {
      if (!isUnprotected('row_lock')) return store.reserve(reservationId, lines);
      const before = await postgres.query<Stock>({ ...READ, values: [lines.map(({ menuId }) => menuId)] });
      const result = await store.reserve(reservationId, lines);
      if (result.outcome !== 'reserved') return result;
      for (const { menuId, quantity } of lines) {
        const found = before.find(({ id }) => id === menuId);
        const left = Math.max(0, (found?.inventory ?? 0) - quantity);
        await postgres.query({ ...OVERWRITE, values: [menuId, left] });
      }
      return result;
    },
  };
}
