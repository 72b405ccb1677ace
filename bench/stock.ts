import { setTimeout as sleep } from 'node:timers/promises';
import { TIMING } from '#functions/order/domain/timing';
import { EXPECTED } from './load-plan.ts';
import type { Outcomes } from './outcomes.ts';

/** Recovery decides what a request left open after this time at the latest. */
const LOOK_EVERY_MS = 500;

/** Answers after which it is not known yet whether the portion was sold. */
const isOpen = (outcome: string): boolean =>
  outcome.startsWith('no answer') || outcome.startsWith('status 5');

/** Returns how many portions were sold: one for each confirmed order, and at most one for each open one. */
export function soldBy(outcomes: Outcomes): { readonly least: number; readonly most: number } {
  const sold = outcomes[EXPECTED] ?? 0;
  const open = Object.entries(outcomes).filter(([outcome]) => isOpen(outcome));
  return { least: sold, most: sold + open.reduce((sum, [, count]) => sum + count, 0) };
}

/**
 * Compares the stock with the orders: a fast system that sells wrong amounts must fail.
 * @throws Error from the returned check if sold and remaining portions do not add up to the stock at the start
 */
export async function watchStock(
  stock: () => Promise<number>,
  settledAfterMs: number = TIMING.decidedWithinMs,
): Promise<(outcomes: Outcomes) => Promise<void>> {
  const start = await stock();
  return async (outcomes) => {
    const { least, most } = soldBy(outcomes);
    const unsettled = Object.keys(outcomes).some((outcome) => outcome !== EXPECTED);
    const deadline = Date.now() + (unsettled ? settledAfterMs : 0);
    for (;;) {
      const left = await stock();
      const gone = start - left;
      if (gone >= least && gone <= most) return;
      if (Date.now() >= deadline) {
        const sold = least === most ? `${least}` : `${least} to ${most}`;
        throw new Error(`STOCK IS WRONG: ${start} at the start, ${sold} sold, ${left} left.`);
      }
      await sleep(LOOK_EVERY_MS);
    }
  };
}
