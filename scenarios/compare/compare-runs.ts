import { medianInterval } from '#bench/median-interval';
import type { RunReport } from '../report/run-report.ts';
import { shareInterval } from './share-interval.ts';

interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One figure of two runs. `differs`: the intervals do not meet. */
export interface Compared {
  readonly phase: string;
  readonly figure: string;
  readonly unit: string;
  readonly one: Interval;
  readonly other: Interval;
  readonly differs: boolean;
}

const PHASES = ['steady', 'fault', 'recovery'] as const;

/**
 * Compares two runs phase by phase: latency by the median of its seconds, failures by their share. Each has the interval
 * in which it lies with 95 % certainty.
 */
export function compareRuns(one: RunReport, other: RunReport): Compared[] {
  return PHASES.flatMap((phase) => {
    const pair = (figure: string, unit: string, of: (run: RunReport) => Interval): Compared => {
      const [a, b] = [of(one), of(other)];
      return { phase, figure, unit, one: a, other: b, differs: a.high < b.low || b.high < a.low };
    };
    return [
      pair('p95', 'ms', (run) => latency(secondsOf(run, phase))),
      pair('failed', '%', (run) => failures(secondsOf(run, phase))),
    ];
  });
}

type Seconds = RunReport['seconds'];

function secondsOf({ phases, seconds }: RunReport, name: (typeof PHASES)[number]): Seconds {
  const phase = phases.find((each) => each.name === name);
  return phase ? seconds.filter(({ s }) => s > phase.from_s && s <= phase.to_s) : [];
}

function latency(seconds: Seconds): Interval {
  const values = seconds.flatMap(({ p95_ms }) => (p95_ms === null ? [] : [p95_ms]));
  if (values.length === 0) return { value: 0, low: 0, high: Number.POSITIVE_INFINITY };
  const { median, low, high } = medianInterval(values);
  return { value: median, low, high };
}

function failures(seconds: Seconds): Interval {
  const failed = seconds.reduce((sum, second) => sum + second.failed, 0);
  const all = seconds.reduce((sum, { ok, refused, failed: lost }) => sum + ok + refused + lost, 0);
  const { percent, low, high } = shareInterval(failed, all);
  return { value: percent, low, high };
}
