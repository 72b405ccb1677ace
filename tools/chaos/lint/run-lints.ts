import type { Trace } from '../engine-traces.ts';
import { ACCEPTED, type Accepted, reasonFor } from './accepted.ts';
import type { Finding } from './finding.ts';
import { type Invocation, invocationsOf } from './invocations.ts';
import type { Lint, Sighting } from './lint.ts';

/** @param traces newest first */
export function runLints(
  traces: readonly Trace[],
  lints: readonly Lint[],
  accepted: readonly Accepted[] = ACCEPTED,
): readonly Finding[] {
  const places = Map.groupBy(traces.flatMap(invocationsOf), ({ root }) => `${root.service}\n${root.name}`);
  const findings = [...places.values()].flatMap((invocations) =>
    lints.flatMap((lint) =>
      [...Map.groupBy(lint.find(invocations), ({ spans }) => spans.join('\n')).values()].map((seen) =>
        findingOf(lint, invocations, seen),
      ),
    ),
  );
  return findings.map((finding) => {
    const reason = reasonFor(finding, accepted);
    return reason === undefined ? finding : { ...finding, accepted: reason };
  });
}

function findingOf(lint: Lint, invocations: readonly Invocation[], seen: readonly Sighting[]): Finding {
  const [{ root }] = invocations as [Invocation, ...Invocation[]];
  const [{ spans, what, traceId }] = seen as [Sighting, ...Sighting[]];
  const ids = new Set(seen.map((each) => each.traceId));
  const faulty = new Set(invocations.filter(({ hasFault }) => hasFault).map((each) => each.traceId));
  return {
    lint: lint.name,
    service: root.service,
    within: root.name,
    spans,
    what,
    why: lint.why,
    traces: ids.size,
    of: new Set(invocations.map((each) => each.traceId)).size,
    withFaults: [...ids].filter((id) => faulty.has(id)).length,
    example: traceId,
  };
}
