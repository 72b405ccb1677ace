import { type Interval, latencyOf } from '../compare/phase-figures.ts';
import { shareInterval } from '../compare/share-interval.ts';
import type { RunReport } from '../report/run-report.ts';
import type { Observation } from '../run/run-scenario.ts';
import { lostRequests } from './lost-requests.ts';

const Z = 1.96;
const PERCENT = 100;

/** What clients saw on one rung, each with the interval in which it lies with 95 % certainty. */
export interface RungFigures {
  /** Requests from the fault on that came to nothing, repeats included, in percent of those that were wanted. */
  readonly lost: Interval;
  /** Latency of a request in the fault, as the median of its seconds. */
  readonly p95Ms: Interval;
  /** Seconds from the end of the fault until every later one keeps the limits; undefined where they are not kept. */
  readonly recoveryS: Interval | undefined;
  /** Requests that were sent, in percent of those of the first rung. */
  readonly sent: Interval;
}

/** @param sentBefore requests of the first rung */
export function figuresOf(
  report: RunReport,
  { load }: Pick<Observation, 'load'>,
  sentBefore: number,
): RungFigures {
  const { lost, wanted } = lostRequests(load.sections);
  const { percent, low, high } = shareInterval(lost, wanted);
  return {
    lost: { value: percent, low, high },
    p95Ms: latencyOf(report, 'fault'),
    recoveryS: recoveryOf(report),
    sent: ratioInterval(load.sent, sentBefore),
  };
}

/** A second that keeps the limits says that the system was back at some time in the second before. */
function recoveryOf({ checks }: RunReport): Interval | undefined {
  const value = checks.find(({ name }) => name === 'recovery')?.value;
  return typeof value === 'number' ? { value, low: Math.max(0, value - 1), high: value } : undefined;
}

/** Two counts of events that come by chance. */
function ratioInterval(count: number, before: number): Interval {
  if (count === 0 || before === 0) return { value: 0, low: 0, high: Number.POSITIVE_INFINITY };
  const value = (PERCENT * count) / before;
  const factor = Math.exp(Z * Math.sqrt(1 / count + 1 / before));
  return count === before && value === PERCENT
    ? { value, low: value, high: value }
    : { value, low: value / factor, high: value * factor };
}
