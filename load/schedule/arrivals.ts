import type { Random } from '#simulation/random';
import { levelAt, levelledFrom, type Piece } from './pieces.ts';

const MS_PER_SECOND = 1_000;

/** `even`: at equal distances; `poisson`: as clients come who do not know of each other. */
export type Spacing = 'even' | 'poisson';

/**
 * The times at which journeys are to begin. The next one is due when the integral of the rate has grown by its distance
 * from the one before: 1 for an even spacing, drawn from the exponential distribution for a Poisson process.
 */
export class Arrivals {
  readonly #spacing: Spacing;
  readonly #random: Random;
  #pieces: readonly Piece[];
  #lastMs = 0;
  #distance: number;
  #next: number | undefined;

  constructor(pieces: readonly Piece[], spacing: Spacing, random: Random) {
    this.#pieces = pieces;
    this.#spacing = spacing;
    this.#random = random;
    // even arrivals stand in the middle of their intervals, so that n seconds at rate r have n × r of them
    this.#distance = spacing === 'even' ? 1 / 2 : this.#draw();
    this.#next = this.#find();
  }

  /** When the next journey is due, in milliseconds from the start; undefined after the last one. */
  get nextMs(): number | undefined {
    return this.#next;
  }

  /** Goes on to the arrival after the next one. */
  take(): void {
    if (this.#next === undefined) return;
    this.#lastMs = this.#next;
    this.#distance = this.#spacing === 'even' ? 1 : this.#draw();
    this.#next = this.#find();
  }

  /** One rate from this time on, until the end of the plan. */
  setRate(fromMs: number, rate: number): void {
    this.#pieces = levelledFrom(this.#pieces, fromMs, rate);
    this.#next = this.#find();
  }

  #draw(): number {
    return -Math.log(1 - this.#random.next());
  }

  #find(): number | undefined {
    let left = this.#distance;
    for (const piece of this.#pieces) {
      if (piece.endMs <= this.#lastMs) continue;
      const startMs = Math.max(piece.startMs, this.#lastMs);
      const rate = levelAt([piece], startMs) / MS_PER_SECOND;
      const lastRate = piece.to / MS_PER_SECOND;
      const lengthMs = piece.endMs - startMs;
      const all = ((rate + lastRate) / 2) * lengthMs;
      if (all >= left && all > 0) return startMs + timeToReach(left, rate, (lastRate - rate) / lengthMs);
      left -= all;
    }
    return undefined;
  }
}

/** Solves `rate × t + slope × t² / 2 = integral`, in the form that loses no digits where the slope is small. */
function timeToReach(integral: number, rate: number, slope: number): number {
  const root = Math.sqrt(Math.max(0, rate * rate + 2 * slope * integral));
  return (2 * integral) / (rate + root);
}
