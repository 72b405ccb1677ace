import { ATTRIBUTE } from '#shared/telemetry/conventions';
import type { Invocation } from './invocations.ts';
import type { Lint, Sighting } from './lint.ts';

export const afterAnswer: Lint = {
  name: 'after-answer',
  about: 'work that goes on after the answer was sent',
  why: 'a function is frozen once it has answered: such work may stop in the middle, or fail unseen',
  find: (invocations) => invocations.flatMap(lateIn),
};

/** Clocks are too coarse for this: the process itself marks what ends after the request. */
function lateIn({ traceId, root, work }: Invocation): readonly Sighting[] {
  return work
    .filter(
      ({ attributes, parentSpanId }) =>
        attributes[ATTRIBUTE.unawaited] === true && parentSpanId === root.spanId,
    )
    .map(({ name }) => ({ traceId, spans: [name], what: 'was under way when the answer was sent' }));
}
