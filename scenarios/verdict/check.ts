import type { ReportedCheck } from '../report/run-report.ts';

const PERCENT = 100;

type Facts = Pick<ReportedCheck, 'name' | 'kind' | 'claim'>;

/** A figure that must not exceed its limit. */
export function atMost(
  facts: Facts,
  value: number,
  limit: number,
  { unit, firstViolatedS }: { readonly unit: string; readonly firstViolatedS?: number | undefined },
): ReportedCheck {
  return {
    ...facts,
    comparison: 'at most',
    holds: value <= limit,
    ...{ value, limit, unit },
    margin_percent: limit === 0 ? null : (PERCENT * (limit - value)) / limit,
    first_violated_s: firstViolatedS ?? null,
  };
}

/** A figure that must reach its limit. */
export function atLeast(facts: Facts, value: number, limit: number, unit: string): ReportedCheck {
  return {
    ...facts,
    comparison: 'at least',
    holds: value >= limit,
    ...{ value, limit, unit },
    margin_percent: limit === 0 ? null : (PERCENT * (value - limit)) / limit,
    first_violated_s: null,
  };
}

/** A claim about things, each of which may violate it; the first ones are named. */
export function none(facts: Facts, violations: readonly string[], firstViolatedS?: number): ReportedCheck {
  const [first = 'none', ...others] = violations;
  return {
    ...facts,
    comparison: 'is',
    holds: violations.length === 0,
    value: others.length === 0 ? first : `${first}, and ${others.length} more`,
    limit: 'none',
    unit: '',
    margin_percent: null,
    first_violated_s: firstViolatedS ?? null,
  };
}
