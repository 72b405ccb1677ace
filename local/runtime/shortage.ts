import type { CallQueue } from './call-queue.ts';
import { GROW_AFTER_MS, isLongWait, isSpare, needsAnother } from './growth.ts';
import { createIdleMeter } from './idle-processors.ts';
import { createSleepMeter } from './sleep-meter.ts';

/** Shared by all functions, as the processors are. */
const idleShare = createIdleMeter();

/** Follows whether the calls of a function wait for lack of environments. */
export class Shortage {
  #longWaits = 0;
  #spareTimes = 0;
  readonly #asleepShare = createSleepMeter();

  /** Forgets what was found: calls wait no longer. */
  ends(): void {
    this.#longWaits = 0;
    this.#spareTimes = 0;
  }

  /**
   * Looks once more.
   * @param pids of the environments
   * @returns whether another environment is needed
   */
  isFound({ since, oldestAt }: CallQueue, pids: readonly number[], starting: number): boolean {
    const now = performance.now();
    const unbrokenMs = now - (since ?? now);
    const spare = isSpare({ idle: idleShare(), asleep: this.#asleepShare(pids) });
    this.#longWaits = isLongWait(now - (oldestAt ?? now)) ? this.#longWaits + 1 : 0;
    this.#spareTimes = spare && unbrokenMs >= GROW_AFTER_MS ? this.#spareTimes + 1 : 0;
    return needsAnother({
      environments: pids.length,
      starting,
      unbrokenMs,
      longWaits: this.#longWaits,
      spareTimes: this.#spareTimes,
    });
  }
}
