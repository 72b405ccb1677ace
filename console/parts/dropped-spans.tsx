import { shownNumber, shownTime } from '#console/format.ts';
import { shown } from '#console/state/store.ts';
import { COMMON } from '#console/words/common.ts';
import { wordsOf } from '#console/words/words.ts';

/** Says above figures that are counted by spans that some did not arrive. */
export function DroppedSpans() {
  const dropped = shown.value?.dropped_spans;
  if (!dropped) return null;
  const words = wordsOf(COMMON).droppedSpans;
  return (
    <p class="dropped" role="status" data-dropped={dropped.count}>
      {words(dropped.count, shownNumber(dropped.count), shownTime(dropped.last_at_ms))}
    </p>
  );
}
