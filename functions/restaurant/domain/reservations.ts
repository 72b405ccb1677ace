import { AppError } from '#shared/errors';
import { invalidating } from './invalidating.ts';
import { type InventoryDeps, type Line, type ReservedLine, refusal } from './inventory.ts';

type ReservationDeps = Pick<InventoryDeps, 'inventory' | 'cache'>;

/** Ids of orders are positive safe integers; a body can hold other numbers, which name no order. */
const isOrderId = (id: number): boolean => Number.isSafeInteger(id) && id > 0;
/** An id without a row, in place of one that no column can hold: it is refused and recorded like any unknown menu. */
const NO_MENU = -1;

/**
 * Reserves all lines or none. Every refusal is recorded, so a repeat gets it too and nothing is owed.
 * @throws AppError `out_of_stock`, `not_found`, `reservation_released`
 */
export async function reserveInventory(
  { inventory, cache }: ReservationDeps,
  reservationId: number,
  asked: readonly Line[],
): Promise<readonly ReservedLine[]> {
  if (!isOrderId(reservationId)) throw new AppError('not_found', 'Reservation not found');
  const lines = asked.map((line) =>
    Number.isSafeInteger(line.menuId) ? line : { ...line, menuId: NO_MENU },
  );
  const result = await invalidating(
    cache,
    (known) => menuIdsOf(known?.lines ?? lines),
    () => inventory.reserve(reservationId, lines),
  );
  if (result.outcome === 'reserved') return result.lines;
  throw refusal(result.outcome);
}

/** Gives a reservation back, however often it is called. One that never came is refused from then on. */
export async function releaseInventory(
  { inventory, cache }: ReservationDeps,
  reservationId: number,
): Promise<void> {
  if (!isOrderId(reservationId)) return;
  const { menuIds } = await inventory.release(reservationId);
  await cache.changed(menuIds);
}

const menuIdsOf = (lines: readonly Line[]): number[] => [...new Set(lines.map((line) => line.menuId))];
