import { allPortions, portionsOf, sumsOf } from '#oracle/conservation';
import type { Verdict } from '#oracle/verdict';
import type { Conservation, MenuPortions } from '#shared/console/conservation';
import { copiesOf } from './copies-of.ts';

/** Most menus and violations that are listed; sums and numbers are of all. */
const MOST_MENUS = 30;
const MOST_EXAMPLES = 5;

/** What the console shows of a verdict. */
export function conservationOf({ snapshot, results }: Verdict, tookMs: number): Conservation {
  const menus = portionsOf(snapshot);
  return {
    read_at_ms: snapshot.takenAtMs,
    took_ms: Math.round(tookMs),
    ...sumsOf(snapshot),
    // those that do not add up first
    menus: menus.toSorted((one, other) => lost(other) - lost(one) || one.id - other.id).slice(0, MOST_MENUS),
    portions: allPortions(menus),
    copies: copiesOf(snapshot.copies.map(({ key }) => key)),
    rules: results.map(({ rule: { name, claim }, violations }) => ({
      ...{ name, claim, violations: violations.length },
      examples: violations.slice(0, MOST_EXAMPLES),
    })),
  };
}

/** Portions that are missing or too many. */
const lost = ({ stocked, sold, held, left }: MenuPortions): number => Math.abs(stocked - sold - held - left);
