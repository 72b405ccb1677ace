import type { MenuPortions } from '#shared/console/conservation';
import { isGoing } from './order-state.ts';
import { isLive } from './portions.ts';
import type { Snapshot } from './snapshot.ts';

/** Sums of a reading of the stores: money, and what is still to be done. */
export function sumsOf({ orders, ledger, deadLetters }: Snapshot) {
  const entries = [...ledger.values()].flat();
  const placed = [...orders.values()].filter(({ status }) => status !== 'void');
  const amount = (of: string): number =>
    sum(entries.filter(({ outcome }) => outcome === of).map(({ amount: won }) => won));
  return {
    orders: placed.length,
    charged: amount('charged'),
    refunded: amount('refunded'),
    owed: sum(placed.filter(isGoing).map(({ totalPrice }) => totalPrice)),
    pending: placed.filter(({ status }) => status === 'pending').length,
    compensations_due: placed.filter(({ compensationDue }) => compensationDue).length,
    dead_letters: deadLetters.length,
  };
}

/** Sums over menus. */
export const allPortions = (menus: readonly MenuPortions[]): Omit<MenuPortions, 'id' | 'name'> => ({
  stocked: sum(menus.map(({ stocked }) => stocked)),
  sold: sum(menus.map(({ sold }) => sold)),
  held: sum(menus.map(({ held }) => held)),
  left: sum(menus.map(({ left }) => left)),
});

/** Where the portions of each menu are. */
export function portionsOf({ stock, orders }: Snapshot): MenuPortions[] {
  const [sold, held] = [new Map<number, number>(), new Map<number, number>()];
  for (const reservation of stock.reservations.values()) {
    if (!isLive(reservation)) continue;
    const order = orders.get(reservation.orderId);
    const counts = order && isGoing(order) ? sold : held;
    for (const { menuId, quantity } of reservation.lines) {
      counts.set(menuId, (counts.get(menuId) ?? 0) + quantity);
    }
  }
  return [...stock.menus.values()].map(({ id, name, inventory }) => {
    const { opening, restored, deducted } = stock.changes.get(id) ?? { opening: 0, restored: 0, deducted: 0 };
    const stocked = opening + restored - deducted;
    return { id, name, stocked, sold: sold.get(id) ?? 0, held: held.get(id) ?? 0, left: inventory };
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
