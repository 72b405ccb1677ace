import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { isRead, knownValues, targetOf } from './calls.ts';
import { type Invocation, isBefore, msFrom, type TracedSpan } from './invocations.ts';
import type { Lint, Sighting } from './lint.ts';

/** Fewer traces do not show that it is always so. */
const LEAST_TRACES = 5;

export const sequentialCalls: Lint = {
  name: 'sequential-calls',
  about:
    'two calls one after the other of which the later takes no value from the answer of the earlier (a hint)',
  why: 'the request takes as long as both; they may run side by side, unless the later needs that the earlier succeeded',
  find(invocations) {
    const pairs = Map.groupBy(
      invocations.flatMap(pairsIn),
      ({ former, later }) => `${former.name}\n${later.name}`,
    );
    return [...pairs.values()].flatMap((same) => {
      const [{ former, later }] = same as [Pair, ...Pair[]];
      const isHint =
        new Set(same.map(({ traceId }) => traceId)).size >= LEAST_TRACES &&
        same.every(needsNothing) &&
        invocations.every((invocation) => fits(invocation, former.name, later.name));
      return isHint ? same.map(sightingOf) : [];
    });
  },
};

interface Pair {
  readonly traceId: string;
  readonly former: TracedSpan;
  readonly later: TracedSpan;
  /** Calls of which the later one could have had values without the former. */
  readonly earlier: readonly TracedSpan[];
}

/** Each call with the one that ended last before it began. */
function pairsIn({ traceId, calls }: Invocation): readonly Pair[] {
  return calls.flatMap((later) => {
    const former = lastBefore(later, calls);
    if (!former || former.name === later.name) return [];
    const earlier = calls.filter((call) => call !== former && isBefore(call, later));
    return [{ traceId, former, later, earlier }];
  });
}

function lastBefore(later: TracedSpan, calls: readonly TracedSpan[]): TracedSpan | undefined {
  return calls
    .filter((call) => call !== later && call.parentSpanId === later.parentSpanId && isBefore(call, later))
    .toSorted((one, other) => Number(other.end - one.end))[0];
}

/** As far as the spans show: what they do not record counts as needed. */
function needsNothing({ former, later, earlier }: Pair): boolean {
  const answered = knownValues(former, ATTRIBUTE.callAnswer);
  const given = knownValues(later, ATTRIBUTE.callArguments);
  const givenBefore = knownValues(former, ATTRIBUTE.callArguments);
  if (!answered || !given || !givenBefore) return false;
  const known = new Set([
    ...givenBefore,
    ...earlier.flatMap((call) => [
      ...(knownValues(call, ATTRIBUTE.callArguments) ?? []),
      ...(isBefore(call, former) ? (knownValues(call, ATTRIBUTE.callAnswer) ?? []) : []),
    ]),
  ]);
  const isNew = new Set(answered.filter((value) => !known.has(value)));
  return !given.some((value) => isNew.has(value)) && !touchSame(former, later, givenBefore, given);
}

/** Whether one may see what the other writes: same store or service, and a value in common. */
function touchSame(
  former: TracedSpan,
  later: TracedSpan,
  givenBefore: readonly string[],
  given: readonly string[],
): boolean {
  if (targetOf(former) !== targetOf(later) || (isRead(former) && isRead(later))) return false;
  return given.length === 0 || givenBefore.length === 0 || given.some((value) => givenBefore.includes(value));
}

/**
 * Whether a request made both calls, each later one directly after a former, or none. Where only one was made, the answer
 * of the former may have decided that.
 */
function fits({ calls }: Invocation, former: string, later: string): boolean {
  const laters = calls.filter(({ name }) => name === later);
  const hasFormer = calls.some(({ name }) => name === former);
  return hasFormer
    ? laters.length > 0 && laters.every((call) => lastBefore(call, calls)?.name === former)
    : laters.length === 0;
}

function sightingOf({ traceId, former, later }: Pair): Sighting {
  const gainMs = Math.min(msFrom(former.start, former.end), msFrom(later.start, later.end));
  return {
    traceId,
    spans: [former.name, later.name],
    what: `always one after the other, the shorter took ${gainMs.toFixed(1)} ms`,
  };
}
