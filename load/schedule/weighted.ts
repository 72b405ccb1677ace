import type { Random } from '#simulation/random';

/** Draws one of several things, each as often as its weight says. */
export class Weighted<T> {
  readonly #entries: readonly (readonly [T, number])[];
  readonly #sum: number;

  constructor(entries: readonly (readonly [T, number])[]) {
    this.#entries = entries.filter(([, weight]) => weight > 0);
    this.#sum = this.#entries.reduce((sum, [, weight]) => sum + weight, 0);
  }

  /** @throws Error where nothing has a weight */
  draw(random: Random): T {
    let left = random.next() * this.#sum;
    for (const [thing, weight] of this.#entries) {
      left -= weight;
      if (left < 0) return thing;
    }
    const last = this.#entries.at(-1);
    if (!last) throw new Error('nothing has a weight');
    return last[0];
  }
}
