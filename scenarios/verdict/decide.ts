import type { ReportedCheck, VerdictWord } from '../report/run-report.ts';
import { withUnit } from '../report/with-unit.ts';

export interface Decision {
  readonly verdict: VerdictWord;
  readonly sentence: string;
}

/**
 * The verdict that follows from the checks. Data that is wrong is wrong whatever the load was, so it comes first; then what
 * makes the run prove nothing: a generator that was the limit, a start that was not steady, a fault that never acted.
 */
export function decide(name: string, checks: readonly ReportedCheck[]): Decision {
  const broken = checks.filter(({ holds }) => !holds);
  const ofKind = (...kinds: readonly ReportedCheck['kind'][]): readonly ReportedCheck[] =>
    broken.filter(({ kind }) => kinds.includes(kind));
  const data = ofKind('data', 'history');
  if (data.length > 0) return { verdict: 'FAIL', sentence: `${name} failed: ${listed(data)}.` };
  const doubtful = [...ofKind('honesty', 'fault'), ...broken.filter(isSteady)];
  if (doubtful.length > 0) {
    return { verdict: 'INCONCLUSIVE', sentence: `${name} proves nothing: ${listed(doubtful)}.` };
  }
  if (broken.length > 0) return { verdict: 'FAIL', sentence: `${name} failed: ${listed(broken)}.` };
  return { verdict: 'PASS', sentence: `${name} passed: all ${checks.length} checks hold.` };
}

/** The decision on a run that was ended. */
export const aborted = (
  name: string,
  { phase, atS }: { readonly phase: string; readonly atS: number },
): Decision => ({
  verdict: 'ABORTED',
  sentence: `${name} was ended after ${Math.round(atS)} s, in the phase ${phase}: nothing is judged, and no fault is left on.`,
});

const isSteady = ({ name }: ReportedCheck): boolean => name.startsWith('steady: ');

const listed = (checks: readonly ReportedCheck[]): string =>
  checks
    .map(({ name, value, unit, limit, comparison }) =>
      comparison === 'is'
        ? `${name} (${shown(value, unit)})`
        : `${name} is ${shown(value, unit)}, allowed ${comparison} ${shown(limit, unit)}`,
    )
    .join('; ');

const shown = (value: number | string, unit: string): string =>
  withUnit(typeof value === 'number' ? Math.round(value * 10) / 10 : value, unit);
