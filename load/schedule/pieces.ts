import type { Phase } from '#load/plan/phases';

const MS_PER_SECOND = 1_000;
const PEAK_SHARE = 1 / 3;

/** A stretch of time in which the level (journeys per second, or clients) is a straight line. */
export interface Piece {
  /** Index of the phase. */
  readonly phase: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly from: number;
  readonly to: number;
}

/** The course of a plan's level, without gaps. */
export function piecesOf(phases: readonly Phase[]): Piece[] {
  const pieces: Piece[] = [];
  for (const [phase, each] of phases.entries()) {
    for (const { seconds, from, to } of linesOf(each)) {
      const startMs = pieces.at(-1)?.endMs ?? 0;
      pieces.push({ phase, startMs, endMs: startMs + seconds * MS_PER_SECOND, from, to });
    }
  }
  return pieces;
}

interface Line {
  readonly seconds: number;
  readonly from: number;
  readonly to: number;
}

function linesOf(phase: Phase): Line[] {
  const { seconds } = phase;
  if (phase.kind === 'ramp') return [{ seconds, from: phase.from, to: phase.to }];
  const level = 'rate' in phase ? phase.rate : phase.clients;
  const flat = (length: number, value: number): Line => ({ seconds: length, from: value, to: value });
  if (phase.kind !== 'spike') return [flat(seconds, level)];
  const peakSeconds = Math.min(phase.peak_seconds ?? seconds * PEAK_SHARE, seconds);
  const around = (seconds - peakSeconds) / 2;
  return [flat(around, level), flat(peakSeconds, phase.peak), flat(around, level)];
}

/** The piece that a time lies in; the last one for any later time. */
export function pieceAt(pieces: readonly Piece[], ms: number): Piece | undefined {
  return pieces.find(({ endMs }) => ms < endMs) ?? pieces.at(-1);
}

/** The level at a time. */
export function levelAt(pieces: readonly Piece[], ms: number): number {
  const piece = pieceAt(pieces, ms);
  if (!piece) return 0;
  const { startMs, endMs, from, to } = piece;
  return endMs === startMs ? to : from + ((to - from) * (Math.min(ms, endMs) - startMs)) / (endMs - startMs);
}

/** The same course until a time, and one level from then on. Phases keep their times. */
export function levelledFrom(pieces: readonly Piece[], ms: number, level: number): Piece[] {
  return pieces.flatMap((piece) => {
    if (piece.endMs <= ms) return [piece];
    const levelled = { ...piece, startMs: Math.max(piece.startMs, ms), from: level, to: level };
    return piece.startMs < ms ? [{ ...piece, endMs: ms, to: levelAt([piece], ms) }, levelled] : [levelled];
  });
}
