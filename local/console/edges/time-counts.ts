/** Each class is this much wider than the one below, so that a percentile is within 2.5 %. */
const STEP = 1.05;
const LEAST_MS = 0.05;
const LONGEST_MS = 900_000;
const LOG_STEP = Math.log(STEP);
const CLASSES = Math.ceil(Math.log(LONGEST_MS / LEAST_MS) / LOG_STEP) + 1;
const DIGITS = 3;

export const PERCENTILE_95 = 0.95;

/** Counts of times in classes that grow with the time: small memory, and sums that cost the same for any number. */
export class TimeCounts {
  readonly #counts = new Uint32Array(CLASSES);
  #sum = 0;

  add(ms: number): void {
    const at = ms <= LEAST_MS ? 0 : Math.ceil(Math.log(ms / LEAST_MS) / LOG_STEP);
    const index = Math.min(at, CLASSES - 1);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#sum++;
  }

  addAll(other: TimeCounts): void {
    if (other.#sum === 0) return;
    for (let at = 0; at < CLASSES; at++) {
      this.#counts[at] = (this.#counts[at] ?? 0) + (other.#counts[at] ?? 0);
    }
    this.#sum += other.#sum;
  }

  clear(): void {
    if (this.#sum > 0) this.#counts.fill(0);
    this.#sum = 0;
  }

  /** Milliseconds, from the middle of the class; null where nothing was counted. */
  percentile(share: number): number | null {
    let left = Math.ceil(this.#sum * share);
    if (left === 0) return null;
    const at = this.#counts.findIndex((count) => {
      left -= count;
      return left <= 0;
    });
    return Number((LEAST_MS * STEP ** (at - 0.5)).toPrecision(DIGITS));
  }
}
