import { computed } from '@preact/signals';
import { frames, shown } from '#console/state/store.ts';
import type { ConservationFrame } from '#shared/console/conservation';

/** The last reading up to the instant that is shown, and the problem after it, if there is one. */
export const conservation = computed<ConservationFrame>(() => {
  const untilMs = shown.value?.at_ms ?? 0;
  const seen = frames.value.filter(({ conservation: part, at_ms }) => part && at_ms <= untilMs);
  const last = seen.at(-1)?.conservation;
  const reading = seen.findLast(({ conservation: part }) => part?.reading)?.conservation?.reading;
  return { ...(reading && { reading }), ...(last?.problem !== undefined && { problem: last.problem }) };
});
