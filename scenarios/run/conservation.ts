import { allPortions, portionsOf, sumsOf } from '#oracle/conservation';
import type { Snapshot } from '#oracle/snapshot';
import type { Conservation } from '../report/run-report.ts';

/** Sums of a reading of the stores: portions, money and what is still to be done. */
export function conservationOf(snapshot: Snapshot, s: number): Conservation {
  const { stocked, sold, held, left } = allPortions(portionsOf(snapshot));
  const { orders: _, ...sums } = sumsOf(snapshot);
  return { s, stocked, sold: sold + held, left, ...sums };
}

/** Portions that the stores cannot account for: 0 at every instant, as PostgreSQL is read at one. */
export const lostPortions = ({ stocked, sold, left }: Conservation): number => stocked - sold - left;
