import type { ClientBase } from 'pg';

/** Sets the stock of every menu and the record of it. Only for a database in which no stock has changed yet. */
export async function setOpeningStock(client: ClientBase, stock: number): Promise<void> {
  await client.query('UPDATE menus SET inventory = $1', [stock]);
  await client.query(
    `UPDATE inventory_operations
     SET lines = (SELECT jsonb_agg(line || jsonb_build_object('quantity', $1::bigint))
                  FROM jsonb_array_elements(lines) AS line)
     WHERE operation_id = 'opening'`,
    [stock],
  );
}
