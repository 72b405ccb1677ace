import { shownTime } from '#console/format.ts';
import { frozenAtMs } from '#console/state/page-state.ts';
import { recording } from '#console/state/recording.ts';
import { frames, isFrozen, missed, shown } from '#console/state/store.ts';
import { COMMON } from '#console/words/common.ts';
import { wordsOf } from '#console/words/words.ts';

const MS_PER_SECOND = 1_000;

/** The last 15 minutes: moving it freezes the page at that instant, its right end goes back to live. */
export function TimeBar() {
  const words = wordsOf(COMMON);
  const all = frames.value;
  const at = shown.value;
  if (!at || all.length < 2) return null;
  const newest = all.at(-1)?.at_ms ?? 0;
  const agoS = Math.round((newest - at.at_ms) / MS_PER_SECOND);
  const [last, before] = recording ? [words.end, words.beforeEnd] : [words.now, words.agoSeconds];
  const ago = !isFrozen.value || agoS === 0 ? last : before(agoS);
  const move = (index: number): void => {
    const frame = all[index];
    frozenAtMs.value = index === all.length - 1 || !frame ? 0 : frame.at_ms;
  };
  return (
    <section class="time-bar" aria-label={words.lookBack}>
      <label>
        <span>{words.lookBack}</span>
        <input
          type="range"
          min={0}
          max={all.length - 1}
          value={all.indexOf(at)}
          aria-valuetext={`${shownTime(at.at_ms)}, ${ago}`}
          onInput={(event) => move(Number(event.currentTarget.value))}
        />
      </label>
      {missed.value ? <span role="status">{words.missed[missed.value]}</span> : null}
      <output>
        {shownTime(at.at_ms)} <span class="muted">{ago}</span>
      </output>
    </section>
  );
}
