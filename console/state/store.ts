import { computed, signal } from '@preact/signals';
import { FRAMES_KEPT, type Frame } from '#shared/console/frame';
import { frozenAtMs } from './page-state.ts';
import { recording } from './recording.ts';

/** `lost`: no frame comes, and the page tries again. */
export type Connection = 'connecting' | 'live' | 'lost';

export const connection = signal<Connection>('connecting');
/** The frames of the last 15 minutes, oldest first. */
export const frames = signal<readonly Frame[]>(recording?.frames ?? []);

/** Adds frames. Those that are known are left out, and the oldest go. */
export function addFrames(added: readonly Frame[]): void {
  const byTime = new Map([...frames.peek(), ...added].map((frame) => [frame.at_ms, frame]));
  frames.value = [...byTime.values()].sort((a, b) => a.at_ms - b.at_ms).slice(-FRAMES_KEPT);
}

/** Adds the newest frame. */
export function addFrame(frame: Frame): void {
  frames.value = [...frames.peek().slice(1 - FRAMES_KEPT), frame];
}

/** A recording is always frozen. */
export const isFrozen = computed(() => recording !== undefined || frozenAtMs.value !== 0);

/** The newest frame, whatever is shown. */
export const newest = computed<Frame | undefined>(() => frames.value.at(-1));

/** The frame that every panel shows: the newest, or the last one before the frozen instant. */
export const shown = computed<Frame | undefined>(() => {
  const all = frames.value;
  if (frozenAtMs.value === 0) return all.at(-1);
  return all.findLast(({ at_ms }) => at_ms <= frozenAtMs.value) ?? all[0];
});

/** Up to when something is shown: the instant of the frame of a frozen page; of a live one there is no end. */
export const shownUntilMs = computed<number>(() =>
  isFrozen.value ? (shown.value?.at_ms ?? frozenAtMs.value) : Number.POSITIVE_INFINITY,
);

/** Whether the frozen instant is older than all frames, or newer than any; undefined where there is a frame of it. */
export const missed = computed<'past' | 'future' | undefined>(() => {
  const all = frames.value;
  const [oldest, last] = [all[0], all.at(-1)];
  if (frozenAtMs.value === 0 || !oldest || !last || all.length < 2) return undefined;
  if (frozenAtMs.value < oldest.at_ms) return 'past';
  return frozenAtMs.value > last.at_ms ? 'future' : undefined;
});

/** Freezes the page at what it shows, or lets it go on. */
export function toggleFrozen(): void {
  if (recording) return;
  frozenAtMs.value = isFrozen.peek() ? 0 : (shown.peek()?.at_ms ?? 0);
}

/** Moves the frozen instant by a number of frames; a live page is frozen first. */
export function scrub(by: number): void {
  const all = frames.peek();
  const at = all.indexOf(shown.peek() as Frame);
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  if (next) frozenAtMs.value = next.at_ms;
}
