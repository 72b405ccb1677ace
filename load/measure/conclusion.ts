import type { LoadResult } from './load-result.ts';

const LEAST_LATE_MS = 20;
const LATE_SHARE = 0.1;
const DROPPED_SHARE = 0.01;
const PERCENT = 100;

interface Honesty {
  readonly begun: number;
  readonly dropped: number;
  readonly lateP99Ms: number;
  /** Requests for which this machine had no socket. */
  readonly noSocket: number;
  readonly latencyLimitMs: number;
}

/** Whether the figures are those of the system, or those of a generator that could not keep up. */
export function conclusionOf({
  begun,
  dropped,
  lateP99Ms,
  noSocket,
  latencyLimitMs,
}: Honesty): Pick<LoadResult, 'conclusion' | 'reasons'> {
  const due = begun + dropped;
  const mostLateMs = Math.max(LEAST_LATE_MS, latencyLimitMs * LATE_SHARE);
  const reasons: string[] = [];
  if (due === 0) reasons.push('no journey was due');
  if (lateP99Ms > mostLateMs) {
    reasons.push(
      `the generator was late by ${lateP99Ms.toFixed(1)} ms at p99, and at most ${mostLateMs.toFixed(0)} ms are allowed`,
    );
  }
  if (dropped > due * DROPPED_SHARE) {
    const percent = ((dropped / due) * PERCENT).toFixed(1);
    reasons.push(
      `${dropped} of ${due} journeys (${percent} %) were dropped, and at most ${DROPPED_SHARE * PERCENT} % are allowed`,
    );
  }
  if (noSocket > 0) reasons.push(`this machine had no socket for ${noSocket} requests`);
  return { conclusion: reasons.length === 0 ? 'conclusive' : 'inconclusive', reasons };
}
