import { Agenda } from '../agenda.ts';
import { Random } from '../random.ts';

/** Virtual time of one simulation, and its chance. The same seed gives the same run. */
export class Clock {
  readonly random: Random;
  readonly #agenda = new Agenda();
  nowMs = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  after(ms: number, run: () => void): void {
    this.#agenda.add(this.nowMs + ms, run);
  }

  /** Runs what is due up to that time; what is due later stays. */
  runUntil(ms: number): void {
    for (;;) {
      const next = this.#agenda.next();
      if (!next) break;
      if (next.timeMs > ms) {
        this.#agenda.add(next.timeMs, next.run);
        break;
      }
      this.nowMs = next.timeMs;
      next.run();
    }
    this.nowMs = ms;
  }

  /** Draws the time to the next arrival, or a service time without memory. */
  exponential(meanMs: number): number {
    return -Math.log(1 - this.random.next()) * meanMs;
  }

  /** Draws a time of which half is always needed and the other half varies. */
  around(meanMs: number): number {
    return meanMs / 2 + this.exponential(meanMs / 2);
  }
}
