import { medianInterval } from '#bench/median-interval';
import type { RunReport } from '../report/run-report.ts';
import { shareInterval } from './share-interval.ts';

/** A figure and where it lies with 95 % certainty. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export const COMPARED_PHASES = ['steady', 'fault', 'recovery'] as const;
type Phase = (typeof COMPARED_PHASES)[number];

function secondsOf({ phases, seconds }: RunReport, name: Phase): RunReport['seconds'] {
  const phase = phases.find((each) => each.name === name);
  return phase ? seconds.filter(({ s }) => s > phase.from_s && s <= phase.to_s) : [];
}

/** The median of the seconds' p95. */
export function latencyOf(run: RunReport, phase: Phase): Interval {
  const values = secondsOf(run, phase).flatMap(({ p95_ms }) => (p95_ms === null ? [] : [p95_ms]));
  if (values.length === 0) return { value: 0, low: 0, high: Number.POSITIVE_INFINITY };
  const { median, low, high } = medianInterval(values);
  return { value: median, low, high };
}

/** The share of requests that failed, in percent. */
export function failuresOf(run: RunReport, phase: Phase): Interval {
  const seconds = secondsOf(run, phase);
  const failed = seconds.reduce((sum, second) => sum + second.failed, 0);
  const all = seconds.reduce((sum, { ok, refused, failed: lost }) => sum + ok + refused + lost, 0);
  const { percent, low, high } = shareInterval(failed, all);
  return { value: percent, low, high };
}

/** `12.3 % [9.8, 14]`. */
export function intervalText({ value, low, high }: Interval, unit: string): string {
  const round = (each: number): string => (Number.isFinite(each) ? String(Math.round(each * 10) / 10) : '?');
  return `${round(value)} ${unit} [${round(low)}, ${round(high)}]`;
}
