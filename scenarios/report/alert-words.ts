import type { RunReport } from './run-report.ts';

type Alert = RunReport['alerts'][number];

export const ALERTS_NOT_OBSERVED = 'Alerts were not observed; --prometheus URL reads which fired.';

/** What the scenario asks of an alert. */
export function expectedOf({ expected, within_s }: Alert): string {
  if (expected === 'fires') return `must fire within ${within_s} s of the fault`;
  return expected === 'quiet' ? 'must not fire' : 'is not named by the scenario';
}

/** What was seen of it. */
export function seenOf({ fired_s, fired_before }: Alert, untilS: number | null): string {
  if (untilS === null) return 'not observed';
  if (fired_before) return 'fired before the fault, so it is not judged';
  return fired_s === null ? `did not fire in ${untilS.toFixed(0)} s` : `fired at ${fired_s.toFixed(0)} s`;
}
