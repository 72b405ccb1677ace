import { isGoing } from '#oracle/order-state';
import { isLive } from '#oracle/portions';
import type { Snapshot } from '#oracle/snapshot';
import type { Conservation } from '../report/run-report.ts';

/** Sums of a reading of the stores: portions, money and what is still to be done. */
export function conservationOf({ stock, ledger, orders, deadLetters }: Snapshot, s: number): Conservation {
  const changes = [...stock.changes.values()];
  const live = [...stock.reservations.values()].filter(isLive);
  const entries = [...ledger.values()].flat();
  const placed = [...orders.values()].filter(({ status }) => status !== 'void');
  return {
    s,
    stocked: sum(changes.map(({ opening, restored, deducted }) => opening + restored - deducted)),
    sold: sum(live.flatMap(({ lines }) => lines.map(({ quantity }) => quantity))),
    left: sum([...stock.menus.values()].map(({ inventory }) => inventory)),
    charged: sum(entries.filter(({ outcome }) => outcome === 'charged').map(({ amount }) => amount)),
    refunded: sum(entries.filter(({ outcome }) => outcome === 'refunded').map(({ amount }) => amount)),
    owed: sum(placed.filter(isGoing).map(({ totalPrice }) => totalPrice)),
    pending: placed.filter(({ status }) => status === 'pending').length,
    compensations_due: placed.filter(({ compensationDue }) => compensationDue).length,
    dead_letters: deadLetters.length,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Portions that the stores cannot account for: 0 at every instant, as PostgreSQL is read at one. */
export const lostPortions = ({ stocked, sold, left }: Conservation): number => stocked - sold - left;
