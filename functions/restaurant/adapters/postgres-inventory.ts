import type { ChangeResult, InventoryStore, ReservedLine, ReserveResult } from '../domain/inventory.ts';
import { call, onlyRow } from './database-function.ts';
import type { Postgres } from './postgres.ts';

interface ReserveRow {
  readonly outcome: ReserveResult['outcome'];
  readonly lines: readonly (Omit<ReservedLine, 'menuId'> & { readonly menu_id: number })[];
}

interface ChangeRow {
  readonly outcome: ChangeResult['outcome'];
  readonly remaining: number | null;
}

const CHANGE = call('change_inventory($1, $2, $3)', 'outcome, remaining');
const RESERVE = call('reserve_inventory($1, $2, $3)', 'outcome, lines');
const RELEASE = call('release_inventory($1)', 'menu_ids AS "menuIds"');

/** Every change is one call of a function in the database, which recognises a repeat; see migrations. */
export function createPostgresInventory(postgres: Postgres): InventoryStore {
  return {
    async change(operationId, menuId, change) {
      const { outcome, remaining } = await onlyRow<ChangeRow>(postgres, {
        ...CHANGE,
        values: [operationId, menuId, change],
      });
      return { outcome, remaining } as ChangeResult;
    },
    async reserve(reservationId, lines) {
      const { outcome, lines: recorded } = await onlyRow<ReserveRow>(postgres, {
        ...RESERVE,
        values: [reservationId, lines.map((line) => line.menuId), lines.map((line) => line.quantity)],
      });
      return { outcome, lines: recorded.map(({ menu_id: menuId, ...line }) => ({ menuId, ...line })) };
    },
    async release(reservationId) {
      const { menuIds } = await onlyRow<{ menuIds: readonly string[] }>(postgres, {
        ...RELEASE,
        values: [reservationId],
      });
      return { menuIds: menuIds.map(Number) };
    },
  };
}
