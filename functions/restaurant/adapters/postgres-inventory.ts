import type { ChangeResult, InventoryStore, ReservedLine, ReserveResult } from '../domain/inventory.ts';
import type { Postgres } from './postgres.ts';

interface ReserveRow {
  readonly outcome: ReserveResult['outcome'];
  readonly lines: readonly (Omit<ReservedLine, 'menuId'> & { readonly menu_id: number })[];
}

/** Every change is one call of a function in the database, which recognises a repeat; see migrations. */
export function createPostgresInventory(postgres: Postgres): InventoryStore {
  return {
    async change(operationId, menuId, change) {
      const row = await onlyRow<ChangeResult>(postgres, {
        name: 'change_inventory',
        text: 'SELECT outcome, remaining FROM change_inventory($1, $2, $3)',
        values: [operationId, menuId, change],
      });
      return row;
    },
    async reserve(reservationId, lines) {
      const { outcome, lines: recorded } = await onlyRow<ReserveRow>(postgres, {
        name: 'reserve_inventory',
        text: 'SELECT outcome, lines FROM reserve_inventory($1, $2, $3)',
        values: [reservationId, lines.map((line) => line.menuId), lines.map((line) => line.quantity)],
      });
      return { outcome, lines: recorded.map(({ menu_id: menuId, ...line }) => ({ menuId, ...line })) };
    },
    async release(reservationId) {
      const { menuIds } = await onlyRow<{ menuIds: readonly string[] }>(postgres, {
        name: 'release_inventory',
        text: 'SELECT menu_ids AS "menuIds" FROM release_inventory($1)',
        values: [reservationId],
      });
      return { menuIds: menuIds.map(Number) };
    },
  };
}

async function onlyRow<Row>(postgres: Postgres, statement: Parameters<Postgres['query']>[0]): Promise<Row> {
  const [row] = await postgres.query<Row>(statement);
  if (row === undefined) throw new Error(`${statement.name} told nothing`);
  return row;
}
