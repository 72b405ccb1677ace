import { computed } from '@preact/signals';
import { frames, shown } from '#console/state/store.ts';
import type { ConservationFrame } from '#shared/console/conservation';

/** A verdict is read again after some seconds; what is older may have changed since. */
const OLD_MS = 15_000;
const MS_PER_SECOND = 1_000;

/** The last reading up to the instant that is shown, and the problem after it, if there is one. */
export const conservation = computed<ConservationFrame>(() => {
  const untilMs = shown.value?.at_ms ?? 0;
  const seen = frames.value.filter(({ conservation: part, at_ms }) => part && at_ms <= untilMs);
  const last = seen.at(-1)?.conservation;
  const reading = seen.findLast(({ conservation: part }) => part?.reading)?.conservation?.reading;
  return { ...(reading && { reading }), ...(last?.problem !== undefined && { problem: last.problem }) };
});

/** How old the verdict is at the instant that is shown, in seconds; undefined while it is new. */
export const ageSeconds = computed<number | undefined>(() => {
  const { reading } = conservation.value;
  const age = (shown.value?.at_ms ?? 0) - (reading?.read_at_ms ?? Number.POSITIVE_INFINITY);
  return age > OLD_MS ? Math.round(age / MS_PER_SECOND) : undefined;
});
