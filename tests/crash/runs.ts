import { TIMING } from '#functions/order/domain/timing';
import { contradiction, type Outcome, wrongEnd } from '#lab/outcomes';
import type { Answer } from '#tests/support/api/client';
import { CrashCase } from './cases.ts';
import type { Fault } from './proxy.ts';
import type { Walk } from './walks.ts';

export const FAULTS = [
  'killed before',
  'killed after',
  'answer dropped',
  'timed out',
] as const satisfies Fault[];

/** The promise of the contract; the numbers of this test would allow a fraction of it. */

/** One order on one path, with a fault at one point or with none. */
export interface Run {
  readonly walk: Walk;
  readonly point?: string | undefined;
  readonly fault?: Fault | undefined;
  readonly crashCase: CrashCase;
  /** Answer of the function that was to be killed, once it has answered. */
  answer?: Answer | undefined;
}

/** Lists the path without a fault, and once per point and fault. */
export function planWalk(walk: Walk): Run[] {
  const points = walk.points.filter((point) => !walk.shared?.includes(point));
  const struck = points.flatMap((point) => FAULTS.map((fault) => newRun(walk, point, fault)));
  return [newRun(walk), ...struck];
}

export const runAgain = ({ walk, point, fault }: Run): Run => newRun(walk, point, fault);

function newRun(walk: Walk, point?: string, fault?: Fault): Run {
  const strikes = [
    ...(walk.given ?? []),
    ...(point && fault ? [{ function: walk.function, point, fault }] : []),
  ];
  return { walk, point, fault, crashCase: new CrashCase(`crash-${crypto.randomUUID()}`, strikes) };
}

/** Whether everything that was to go wrong did, and, where nothing was, whether the function got to all its points. */
export function hasReached({ walk, crashCase, fault }: Run): boolean {
  if (!crashCase.strikes.every((strike) => crashCase.hasStruck(strike))) return false;
  return fault !== undefined || crashCase.pointsOf(walk.function).length === walk.points.length;
}

export const nameOf = ({ walk, point, fault }: Run): string =>
  point ? `${walk.name}: ${fault} at ${point}` : walk.name;

/** Lists problems of the order's end and of its caller's answer. */
export function problemsOf(run: Run, outcome: Outcome): string[] {
  const { answer, walk, fault } = run;
  // A killed process answered nothing, and a failing cancellation may have been announced.
  const mayBeUnknown =
    fault?.startsWith('killed') || (walk.name === 'cancel-order' && answer?.status !== 200);
  const { decidedAtMs, createdAtMs = 0 } = outcome.order ?? {};
  const tookMs = decidedAtMs === undefined ? 0 : decidedAtMs - createdAtMs;
  const found = [
    wrongEnd(outcome),
    answer && contradiction(answer, outcome, { mayBeUnknown: mayBeUnknown ?? false }),
    tookMs > TIMING.decidedWithinMs ? `decided after ${tookMs} ms` : undefined,
  ];
  return found.flatMap((problem) => (problem ? [`${nameOf(run)}: ${problem}`] : []));
}
