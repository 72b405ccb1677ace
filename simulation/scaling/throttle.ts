import type { Clock } from './clock.ts';

export interface ThrottleOptions {
  readonly perSecond: number;
  readonly burst: number;
}

/** A bucket of tokens, as API Gateway counts calls. */
export class Throttle {
  readonly #clock: Clock;
  readonly #options: ThrottleOptions;
  #tokens: number;
  #countedMs = 0;

  constructor(clock: Clock, options: ThrottleOptions) {
    this.#clock = clock;
    this.#options = options;
    this.#tokens = options.burst;
  }

  /** @returns false for a call that is refused */
  pass(): boolean {
    const { perSecond, burst } = this.#options;
    const { nowMs } = this.#clock;
    this.#tokens = Math.min(burst, this.#tokens + ((nowMs - this.#countedMs) * perSecond) / 1_000);
    this.#countedMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}
