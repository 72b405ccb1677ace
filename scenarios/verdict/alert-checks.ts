import type { ReportedAlert } from '../alerts/reported-alerts.ts';
import type { ReportedCheck } from '../report/run-report.ts';
import { atMost, none } from './check.ts';

interface Watch {
  /** Seconds since the run began. */
  readonly faultS: number;
  readonly untilS: number;
}

/**
 * Holds alerts against what the scenario says of them. One that fired before the fault shows what was before, and one
 * that may come later than anybody watched shows nothing: neither is judged.
 */
export function alertChecks(alerts: readonly ReportedAlert[], { faultS, untilS }: Watch): ReportedCheck[] {
  return alerts
    .filter(({ fired_before }) => !fired_before)
    .flatMap(({ name: alert, expected, within_s, fired_s }): ReportedCheck[] => {
      const facts = { name: `alert ${alert}`, kind: 'alert' } as const;
      const afterS = fired_s === null ? null : fired_s - faultS;
      if (expected === 'quiet') {
        const claim = 'does not fire';
        const violations = afterS === null ? [] : [`fires ${afterS.toFixed(0)} s after the fault began`];
        return [none({ ...facts, claim }, violations, fired_s ?? undefined)];
      }
      if (expected === 'any' || within_s === null || within_s > untilS - faultS) return [];
      const claim = `fires within ${within_s} s of the fault`;
      if (afterS !== null) return [atMost({ ...facts, claim }, afterS, within_s, { unit: 's' })];
      return [{ ...none({ ...facts, claim }, ['it does not fire'], faultS + within_s), limit: claim }];
    });
}
