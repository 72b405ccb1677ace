import { AS_DEPLOYED, type Limit, type Limits, NEEDS } from './limits.ts';
import { type Outcome, simulate } from './simulate.ts';

/** One row: what was changed before it, and what then gives way. */
export interface Rung {
  readonly changed: Limit | undefined;
  readonly limits: Limits;
  readonly outcome: Outcome;
  readonly givesWay: Limit | undefined;
}

/** The most of the orders that may be refused. */
const MOST_REFUSED = 0.001;
/** Share of the time from which on a line only grows. */
const FULL = 0.98;
const SEED = 1;
const LEAST_ORDERS = 20_000;
/** Lines in which patience ends have formed by then. */
const LEAST_SECONDS = 1;
const WARM_UP_SECONDS = 4.5;
/** What limits are sized for, by the mean need. */
const HEADROOM = 1.25;

/** Raises the limit that refuses most orders, until none refuses many. */
export function climb(ordersPerSecond: number): Rung[] {
  const seconds = Math.max(LEAST_SECONDS, LEAST_ORDERS / ordersPerSecond);
  const run = (limits: Limits): Pick<Rung, 'limits' | 'outcome' | 'givesWay'> => {
    const outcome = simulate({
      ordersPerSecond,
      limits,
      seed: SEED,
      seconds,
      warmUpSeconds: WARM_UP_SECONDS,
    });
    return { limits, outcome, givesWay: worstOf(outcome) };
  };
  const rungs: Rung[] = [{ changed: undefined, ...run(AS_DEPLOYED) }];
  for (;;) {
    const { givesWay, limits } = rungs.at(-1) as Rung;
    if (givesWay === undefined) return rungs;
    rungs.push({ changed: givesWay, ...run(raised(limits, givesWay, ordersPerSecond)) });
  }
}

/** Sizes the limit for the load, or doubles it where that is not more than it is. */
function raised(limits: Limits, limit: Limit, ordersPerSecond: number): Limits {
  const { perOrder, roundedTo } = NEEDS[limit];
  const sized = Math.ceil((perOrder * ordersPerSecond * HEADROOM) / roundedTo) * roundedTo;
  return { ...limits, [limit]: sized > limits[limit] ? sized : limits[limit] * 2 };
}

/**
 * Finds the limit that gives way: a part that is always busy, the first on the way of an order, as those that wait for it take
 * the environments and connections of all; else the limit that refuses most.
 */
function worstOf({ orders, refused, busy }: Outcome): Limit | undefined {
  const full = (['partition', 'row', 'processors'] as const).find((limit) => busy[limit] > FULL);
  if (full) return full;
  const [worst] = Object.entries(refused).sort(([, a], [, b]) => b - a);
  return worst && worst[1] > orders * MOST_REFUSED ? (worst[0] as Limit) : undefined;
}
