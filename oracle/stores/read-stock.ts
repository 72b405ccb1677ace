import type { Menu } from '#functions/restaurant/domain/menu';
import type { Stores } from './connect.ts';
import { atOneInstant, type Query } from './postgres.ts';

export interface ReservedLine {
  readonly menuId: number;
  readonly quantity: number;
  /** Won, as recorded with the stock; null for a menu that was unknown. */
  readonly price: number | null;
}

export interface Reservation {
  readonly orderId: number;
  /** `reserved` while it holds stock; `released`, `out_of_stock` and `not_found` hold none. */
  readonly outcome: string;
  readonly lines: readonly ReservedLine[];
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** Sum of one menu's recorded changes, without reservations. */
export interface DirectChanges {
  readonly opening: number;
  readonly restored: number;
  readonly deducted: number;
}

export interface Stock {
  readonly menus: ReadonlyMap<number, Menu>;
  readonly changes: ReadonlyMap<number, DirectChanges>;
  /** Reservations by order. */
  readonly reservations: ReadonlyMap<number, Reservation>;
  /** Expected stock by menu, from the view inventory_audit. */
  readonly audited: ReadonlyMap<number, number>;
}

interface ReservationRow {
  readonly operation_id: string;
  readonly outcome: string;
  readonly lines: readonly {
    readonly menu_id: number;
    readonly quantity: number;
    readonly price?: number | null;
  }[];
  readonly created_at: Date;
  readonly updated_at: Date;
}

const PAGE = 5_000;
const PREFIX = 'reservation-';
const MENUS = `SELECT id, restaurant_id AS "restaurantId", name, description, price, image_url AS "imageUrl",
  inventory, is_available AS "isAvailable", created_at AS "createdAt" FROM menus`;
const RESERVATIONS = 'SELECT operation_id, outcome, lines, created_at, updated_at FROM inventory_operations';
const CHANGES = `SELECT (line ->> 'menu_id')::bigint AS menu_id,
  coalesce(sum((line ->> 'quantity')::bigint) FILTER (WHERE kind = 'opening'), 0)::bigint AS opening,
  coalesce(sum((line ->> 'quantity')::bigint) FILTER (WHERE kind = 'restore'), 0)::bigint AS restored,
  coalesce(sum((line ->> 'quantity')::bigint) FILTER (WHERE kind = 'deduct'), 0)::bigint AS deducted
  FROM inventory_operations, jsonb_array_elements(lines) AS line
  WHERE kind <> 'reservation' AND outcome = 'applied' GROUP BY 1`;
const AUDIT = 'SELECT menu_id, recorded FROM inventory_audit';

const NOTHING: Stock = { menus: new Map(), changes: new Map(), reservations: new Map(), audited: new Map() };

/** Reads menus and all changes of their stock, at one instant. */
export async function readStock(stores: Stores): Promise<Stock> {
  const stock = await atOneInstant(stores, async (query) => {
    const changes = await query<{ menu_id: number } & DirectChanges>(CHANGES);
    const audit = await query<{ menu_id: number; recorded: number }>(AUDIT);
    return {
      menus: await menusBy(query),
      changes: new Map(changes.map(({ menu_id, ...sums }) => [menu_id, sums])),
      reservations: await allReservations(query),
      audited: new Map(audit.map(({ menu_id, recorded }) => [menu_id, recorded])),
    };
  });
  return stock ?? NOTHING;
}

/** Reads all menus, by id and in the order of their ids. */
export async function readMenus(stores: Stores): Promise<ReadonlyMap<number, Menu>> {
  return (await atOneInstant(stores, menusBy)) ?? new Map();
}

export async function readReservation(stores: Stores, orderId: number): Promise<Reservation | undefined> {
  const rows = await atOneInstant(stores, (query) =>
    query<ReservationRow>(`${RESERVATIONS} WHERE operation_id = $1`, [`${PREFIX}${orderId}`]),
  );
  return rows?.map(toReservation)[0];
}

async function menusBy(query: Query): Promise<ReadonlyMap<number, Menu>> {
  const menus = await query<Menu>(`${MENUS} ORDER BY id`);
  return new Map(menus.map((menu) => [menu.id, menu]));
}

async function allReservations(query: Query): Promise<ReadonlyMap<number, Reservation>> {
  const found = new Map<number, Reservation>();
  for (let after = ''; ; ) {
    const page = await query<ReservationRow>(
      `${RESERVATIONS} WHERE kind = 'reservation' AND operation_id > $1 ORDER BY operation_id LIMIT ${PAGE}`,
      [after],
    );
    for (const row of page) found.set(orderIdOf(row), toReservation(row));
    const last = page.at(-1);
    if (!last || page.length < PAGE) return found;
    after = last.operation_id;
  }
}

const orderIdOf = ({ operation_id }: ReservationRow): number => Number(operation_id.slice(PREFIX.length));

function toReservation(row: ReservationRow): Reservation {
  return {
    orderId: orderIdOf(row),
    outcome: row.outcome,
    lines: row.lines.map(({ menu_id, quantity, price = null }) => ({ menuId: menu_id, quantity, price })),
    createdAtMs: row.created_at.getTime(),
    updatedAtMs: row.updated_at.getTime(),
  };
}
