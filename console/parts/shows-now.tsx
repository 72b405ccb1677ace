import { shownTime } from '#console/format.ts';
import { recording } from '#console/state/recording.ts';
import { isFrozen, shown } from '#console/state/store.ts';
import { COMMON } from '#console/words/common.ts';
import { wordsOf } from '#console/words/words.ts';

/** Above what is read when asked for, while the page is frozen: it is of now, and not of that instant. */
export function ShowsNow() {
  const frame = shown.value;
  if (recording || !isFrozen.value || !frame) return null;
  return (
    <p class="shows-now" role="status">
      {wordsOf(COMMON).showsNow(shownTime(frame.at_ms))}
    </p>
  );
}
