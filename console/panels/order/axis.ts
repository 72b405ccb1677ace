/** A stretch of time, in milliseconds since 1970. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A part of the axis. Idle ones are drawn narrow, however long they last. */
export interface Piece extends Stretch {
  /** Percent of the width. */
  readonly left: number;
  readonly width: number;
  readonly isIdle: boolean;
}

const ALL = 100;
const IDLE_WIDTH = 5;
/** Shorter gaps are never compressed. */
const LEAST_IDLE_MS = 150;
/** A gap is idle from this share of the busy time on. */
const IDLE_SHARE = 0.25;
/** Around what happens, so that nothing stands at the very edge. */
const MARGIN_SHARE = 0.02;

/** Divides the time that `stretches` cover into busy and idle pieces, from left to right. */
export function axisOf(stretches: readonly Stretch[]): Piece[] {
  const busy = merged(stretches);
  const [first, last] = [busy[0], busy.at(-1)];
  if (!first || !last) return [];
  const marginMs = Math.max(1, MARGIN_SHARE * sum(busy));
  const all = [{ ...first, fromMs: first.fromMs - marginMs }, ...busy.slice(1)];
  all[all.length - 1] = { ...(all.at(-1) ?? last), toMs: last.toMs + marginMs };
  const busyMs = sum(all);
  const gaps = all.length - 1;
  const shared = ALL - gaps * IDLE_WIDTH;
  let left = 0;
  return all.flatMap((stretch, at): Piece[] => {
    const before = all[at - 1];
    const idle: Piece[] = before
      ? [{ fromMs: before.toMs, toMs: stretch.fromMs, left, width: IDLE_WIDTH, isIdle: true }]
      : [];
    left += before ? IDLE_WIDTH : 0;
    const width = (shared * (stretch.toMs - stretch.fromMs)) / busyMs;
    const piece = { ...stretch, left, width, isIdle: false };
    left += width;
    return [...idle, piece];
  });
}

/** Place of an instant on the axis, in percent of its width. */
export function placeOf(pieces: readonly Piece[], ms: number): number {
  const piece = pieces.find(({ toMs }) => ms <= toMs) ?? pieces.at(-1);
  if (!piece) return 0;
  const share = (ms - piece.fromMs) / Math.max(piece.toMs - piece.fromMs, Number.MIN_VALUE);
  return piece.left + piece.width * Math.min(Math.max(share, 0), 1);
}

/** Joins stretches between which there is no idle time. */
function merged(stretches: readonly Stretch[]): Stretch[] {
  const touching = joined(stretches, 0);
  return joined(touching, Math.max(LEAST_IDLE_MS, IDLE_SHARE * sum(touching)));
}

function joined(stretches: readonly Stretch[], gapMs: number): Stretch[] {
  const found: Stretch[] = [];
  for (const stretch of stretches.toSorted((one, other) => one.fromMs - other.fromMs)) {
    const last = found.at(-1);
    if (last && stretch.fromMs - last.toMs <= gapMs) {
      found[found.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, stretch.toMs) };
    } else found.push({ fromMs: stretch.fromMs, toMs: stretch.toMs });
  }
  return found;
}

const sum = (stretches: readonly Stretch[]): number =>
  stretches.reduce((total, { fromMs, toMs }) => total + toMs - fromMs, 0);
