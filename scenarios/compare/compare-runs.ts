import type { RunReport } from '../report/run-report.ts';
import { COMPARED_PHASES, failuresOf, type Interval, latencyOf } from './phase-figures.ts';

/** One figure of two runs. `differs`: the intervals do not meet. */
export interface Compared {
  readonly phase: string;
  readonly figure: string;
  readonly unit: string;
  readonly one: Interval;
  readonly other: Interval;
  readonly differs: boolean;
}

/**
 * Compares two runs phase by phase: latency by the median of its seconds, failures by their share. Each has the interval
 * in which it lies with 95 % certainty.
 */
export function compareRuns(one: RunReport, other: RunReport): Compared[] {
  return COMPARED_PHASES.flatMap((phase) => {
    const pair = (figure: string, unit: string, of: (run: RunReport) => Interval): Compared => {
      const [a, b] = [of(one), of(other)];
      return { phase, figure, unit, one: a, other: b, differs: a.high < b.low || b.high < a.low };
    };
    return [
      pair('p95', 'ms', (run) => latencyOf(run, phase)),
      pair('failed', '%', (run) => failuresOf(run, phase)),
    ];
  });
}
