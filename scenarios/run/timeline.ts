import type { LoadPlan } from '#load/plan/plan';
import type { Scenario } from '../scenario.ts';

/** Requests of this time are not judged: environments start, caches fill. */
const WARM_UP_SECONDS = 3;
/** Without load, so that a fault meets the same requests in every run of a seed, and its hits are counted before it ends. */
const PAUSE_SECONDS = 1.5;
/** Rules end this long before the load goes on. */
const MARGIN_SECONDS = 0.2;

/** Time to read the hits of rules while they are still listed. */
const COUNTING_SECONDS = 0.4;

/** Seconds from the start of the load. */
interface Span {
  readonly fromS: number;
  readonly toS: number;
}
export interface Timeline {
  readonly steady: Span;
  readonly fault: Span;
  readonly recovery: Span;
  /** When the rules act; `hitsS` is when their hits are read: final where the load pauses, and still listed. */
  readonly rules: Span & { readonly hitsS: number };
}

export function timelineOf({ seconds, isContinuous }: Scenario): Timeline {
  const pause = isContinuous ? 0 : PAUSE_SECONDS;
  const steady = { fromS: WARM_UP_SECONDS, toS: WARM_UP_SECONDS + seconds.steady };
  const fault = { fromS: steady.toS + pause, toS: steady.toS + pause + seconds.fault };
  const recovery = { fromS: fault.toS + pause, toS: fault.toS + pause + seconds.recovery };
  const rules = isContinuous
    ? { fromS: fault.fromS, toS: fault.toS }
    : { fromS: fault.fromS - MARGIN_SECONDS, toS: recovery.fromS - MARGIN_SECONDS };
  return { steady, fault, recovery, rules: { ...rules, hitsS: rules.toS - COUNTING_SECONDS } };
}

/** The phases of the load, as its plan has them. */
export function loopOf({ rate, seconds, slowLines, isContinuous }: Scenario): LoadPlan['loop'] {
  const steady = (name: string, length: number, level = rate) =>
    ({ kind: 'steady', name, seconds: length, rate: level }) as const;
  const pause = isContinuous ? [] : [steady('pause', PAUSE_SECONDS, 0)];
  return {
    kind: 'open',
    arrival: 'poisson',
    phases: [
      steady('warm-up', WARM_UP_SECONDS),
      steady('steady', seconds.steady),
      ...pause,
      { ...steady('fault', seconds.fault), ...(slowLines && { slow_lines: slowLines }) },
      ...pause,
      steady('recovery', seconds.recovery),
    ],
  };
}
