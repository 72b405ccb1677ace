import type { ComponentChildren } from 'preact';
import { shownTime } from '#console/format.ts';
import { hasEngine } from '#console/panels/registry.ts';
import { frozenAtMs } from '#console/state/page-state.ts';
import { recording } from '#console/state/recording.ts';
import { connection, frames, isFrozen, missed, shown } from '#console/state/store.ts';
import { COMMON } from '#console/words/common.ts';
import { wordsOf } from '#console/words/words.ts';

const MS_PER_SECOND = 1_000;

/**
 * The last 15 minutes: moving it freezes the page at that instant, its right end goes back to live. It is there before the
 * frames are, so that what stands below does not move when they come.
 */
export function TimeBar() {
  const words = wordsOf(COMMON);
  if (!hasEngine) return null;
  const all = frames.value;
  const at = shown.value;
  if (!at) {
    return (
      <Bar label={words.lookBack}>
        <output>{words.unknown}</output>
      </Bar>
    );
  }
  const newest = all.at(-1)?.at_ms ?? 0;
  const agoS = Math.round((newest - at.at_ms) / MS_PER_SECOND);
  const [last, before] = recording ? [words.end, words.beforeEnd] : [words.now, words.agoSeconds];
  // the newest frame is of now only while new ones come
  const isOld = !recording && connection.value === 'lost';
  const ago = isOld ? '' : !isFrozen.value || agoS === 0 ? last : before(agoS);
  const move = (index: number): void => {
    const frame = all[index];
    frozenAtMs.value = index === all.length - 1 || !frame ? 0 : frame.at_ms;
  };
  return (
    <Bar
      label={words.lookBack}
      last={all.length - 1}
      index={all.indexOf(at)}
      valueText={[shownTime(at.at_ms), ago].filter(Boolean).join(', ')}
      move={move}
    >
      {missed.value ? <span role="status">{words.missed[missed.value]}</span> : null}
      <output>
        {shownTime(at.at_ms)} <span class="muted">{ago}</span>
      </output>
    </Bar>
  );
}

interface BarProps {
  readonly label: string;
  readonly children: ComponentChildren;
  /** Of the newest frame; with no second one there is nothing to move to. */
  readonly last?: number;
  readonly index?: number;
  readonly valueText?: string;
  readonly move?: (index: number) => void;
}

function Bar({ label, children, last = 0, index = 0, valueText, move }: BarProps) {
  return (
    <section class="time-bar" aria-label={label}>
      <label>
        <span>{label}</span>
        <input
          type="range"
          min={0}
          max={last}
          value={index}
          disabled={last < 1}
          aria-valuetext={valueText}
          onInput={(event) => move?.(Number(event.currentTarget.value))}
        />
      </label>
      {children}
    </section>
  );
}
