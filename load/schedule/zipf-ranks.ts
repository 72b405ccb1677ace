import type { Random } from '#simulation/random';

/** Ranks from 0, the first of which are drawn most often: rank k with a weight of 1 / (k + 1) ^ exponent. */
export class ZipfRanks {
  readonly #upTo: Float64Array;

  /** @param exponent 0 draws all ranks alike */
  constructor(count: number, exponent: number) {
    let sum = 0;
    this.#upTo = Float64Array.from({ length: count }, (_, rank) => {
      sum += (rank + 1) ** -exponent;
      return sum;
    });
  }

  draw(random: Random): number {
    const wanted = random.next() * (this.#upTo.at(-1) ?? 0);
    let [low, high] = [0, this.#upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#upTo[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
