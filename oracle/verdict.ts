import { isAtRest } from './order-state.ts';
import type { Bounds, Rule, Violation } from './rule.ts';
import { RULES } from './rules.ts';
import type { Snapshot } from './snapshot.ts';

export interface RuleResult {
  readonly rule: Pick<Rule, 'name' | 'claim'>;
  readonly checked: number;
  readonly violations: readonly Violation[];
}

export interface Verdict {
  readonly holds: boolean;
  readonly snapshot: Snapshot;
  readonly results: readonly RuleResult[];
}

/** Applies every rule to one snapshot. */
export function evaluate(snapshot: Snapshot, bounds: Bounds): Verdict {
  const results = RULES.map((rule) => ({ rule, ...rule.check(snapshot, bounds) }));
  return { holds: results.every(({ violations }) => violations.length === 0), snapshot, results };
}

/** Number of orders that are still to be decided or settled. */
export function unsettled({ orders }: Snapshot): number {
  return [...orders.values()].filter((order) => order.status !== 'void' && !isAtRest(order)).length;
}
