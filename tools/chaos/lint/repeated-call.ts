import { identityOf, isFailed, isRead, targetOf } from './calls.ts';
import type { Invocation, TracedSpan } from './invocations.ts';
import type { Lint, Sighting } from './lint.ts';

export const repeatedCall: Lint = {
  name: 'repeated-call',
  about: 'the same call with equal arguments twice in one request, though the first did not fail',
  why: 'the second costs its time again, and if it writes it may do its work twice',
  find: (invocations) => invocations.flatMap(repeatsIn),
};

function repeatsIn({ traceId, calls }: Invocation): readonly Sighting[] {
  const same = Map.groupBy(calls, identityOf);
  same.delete(undefined);
  return [...same.values()].flatMap((equal) => {
    const [first, ...others] = equal;
    const repeats = others.filter((call, at) => isRepeat(call, equal[at], calls));
    return first && repeats.length > 0
      ? [{ traceId, spans: [first.name], what: `called ${repeats.length + 1} times with equal arguments` }]
      : [];
  });
}

/** A call after a failure is a retry; a read after a write to the same place may find something else. */
function isRepeat(call: TracedSpan, before: TracedSpan | undefined, calls: readonly TracedSpan[]): boolean {
  if (!before || isFailed(before)) return false;
  const writesBetween = calls.some(
    (other) =>
      !isRead(other) &&
      targetOf(other) === targetOf(call) &&
      other.start >= before.start &&
      other.start < call.start &&
      other !== before,
  );
  return !(isRead(call) && writesBetween);
}
