import { allPortions, portionsOf, sumsOf } from '#oracle/conservation';
import { menuSubject, stockRule } from '#oracle/rules/stock';
import type { Verdict } from '#oracle/verdict';
import type { Conservation, ListedMenu } from '#shared/console/conservation';
import { copiesOf } from './copies-of.ts';

/** Most menus and violations that are listed; sums and numbers are of all. */
const MOST_MENUS = 30;
const MOST_EXAMPLES = 5;

/** What the console shows of a verdict. */
export function conservationOf({ snapshot, results }: Verdict, tookMs: number): Conservation {
  const ofStock = results.find(({ rule }) => rule.name === stockRule.name);
  const violated = new Set(ofStock?.violations.map(({ subject }) => subject));
  const menus = portionsOf(snapshot).map((menu) => ({
    ...menu,
    is_violated: violated.has(menuSubject(menu.id)),
  }));
  return {
    read_at_ms: snapshot.takenAtMs,
    took_ms: Math.round(tookMs),
    ...sumsOf(snapshot),
    menus: menus.toSorted(byVerdict).slice(0, MOST_MENUS),
    portions: allPortions(menus),
    copies: copiesOf(snapshot.copies.map(({ key }) => key)),
    rules: results.map(({ rule: { name, claim }, violations }) => ({
      ...{ name, claim, violations: violations.length },
      examples: violations.slice(0, MOST_EXAMPLES),
    })),
  };
}

/** Those that violate the rule first, of these the ones that lost most. */
const byVerdict = (one: ListedMenu, other: ListedMenu): number =>
  Number(other.is_violated) - Number(one.is_violated) || lost(other) - lost(one) || one.id - other.id;

/** Portions that are missing or too many. */
const lost = ({ stocked, sold, held, left }: ListedMenu): number => Math.abs(stocked - sold - held - left);
