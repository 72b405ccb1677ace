import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { calleeOf, type Invocation, msFrom, type TracedSpan } from './invocations.ts';
import type { Lint, Sighting } from './lint.ts';

/** Two processes of one machine may differ by this much, and rounding. */
const TOLERANCE_MS = 50;

export const shortDeadline: Lint = {
  name: 'short-deadline',
  about: "a caller's deadline before that of what it calls",
  why: 'what is called goes on working for nobody, and its caller does not learn what became of it',
  find: (invocations) => invocations.flatMap(shortIn),
};

function shortIn({ traceId, root, calls }: Invocation): readonly Sighting[] {
  const pairs = calls.flatMap((call): [TracedSpan, TracedSpan][] => {
    const callee = calleeOf(call);
    return callee
      ? [
          [root, call],
          [call, callee],
        ]
      : [[root, call]];
  });
  return pairs.flatMap(([outer, inner]) => {
    const [outerMs, innerMs] = [deadlineMs(outer), deadlineMs(inner)];
    if (outerMs === undefined || innerMs === undefined) return [];
    const lateMs = msFrom(outer.start, inner.start) + innerMs - outerMs;
    if (lateMs <= TOLERANCE_MS) return [];
    const what = `the first has ${outerMs} ms, the second ${innerMs} ms: ${Math.round(lateMs)} ms too many`;
    return [{ traceId, spans: [outer.name, inner.name], what }];
  });
}

function deadlineMs({ attributes }: TracedSpan): number | undefined {
  const value = attributes[ATTRIBUTE.deadlineMs];
  return typeof value === 'number' ? value : undefined;
}
