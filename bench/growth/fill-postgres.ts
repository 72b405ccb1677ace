import { Client } from 'pg';
import { idOf, PLENTY, type Population, PRICE } from './population.ts';

const ADD_MENUS = `
  INSERT INTO menus (restaurant_id, name, description, price, inventory)
  SELECT 1 + n % 3, '메뉴 ' || n, '여러 메뉴 가운데 하나', $2, 0 FROM generate_series(7, $1::int) AS n`;

/** What the orders reserved. Their ids and menus are those of population.ts. */
const ADD_RESERVATIONS = `
  INSERT INTO inventory_operations (operation_id, kind, outcome, lines)
  SELECT 'reservation-' || ($2::bigint + n * $3::bigint), 'reservation', 'reserved',
         jsonb_build_array(jsonb_build_object(
           'menu_id', 1 + n % $4::int, 'quantity', 1, 'price', $5::int, 'name', '메뉴'))
  FROM generate_series(0, $1::bigint - 1) AS n`;

/** Sets every stock to the same amount, and records as opened what makes the sum of the records come out at it. */
const SET_STOCK = `
  WITH changed AS (UPDATE menus SET inventory = $1 RETURNING id)
  INSERT INTO inventory_operations (operation_id, kind, outcome, lines)
  SELECT 'opening-filled', 'opening', 'applied',
         jsonb_agg(jsonb_build_object('menu_id', menu_id, 'quantity', $1 - recorded))
  FROM inventory_audit`;

const WRONG = 'SELECT count(*)::int AS menus FROM inventory_audit WHERE inventory <> recorded';

/**
 * Adds the menus, and the reservations of the orders.
 * @throws Error if stock and records do not add up afterwards
 */
export async function fillPostgres(url: string, population: Population): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SET statement_timeout = 0; SET synchronous_commit = off');
    await client.query(ADD_MENUS, [population.menus, PRICE]);
    await client.query(ADD_RESERVATIONS, [
      population.size,
      idOf(population, 0),
      idOf(population, 1) - idOf(population, 0),
      population.menus,
      PRICE,
    ]);
    await client.query(SET_STOCK, [PLENTY]);
    const { rows } = await client.query<{ readonly menus: number }>(WRONG);
    if (rows[0]?.menus !== 0)
      throw new Error(`The stock of ${rows[0]?.menus} menus is not what was recorded`);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}
