import type { CallQueue } from './call-queue.ts';
import { GROW_AFTER_MS, isIdle, isLongWait, needsAnother, type Waiting } from './growth.ts';
import { createIdleMeter } from './idle-processors.ts';

/** Shared by all functions, as the processors are. */
const idleShare = createIdleMeter();

/** Follows whether the calls of a function wait for lack of environments. */
export class Shortage {
  #longWaits = 0;
  #idleTimes = 0;

  /** Forgets what was found: calls wait no longer. */
  ends(): void {
    this.#longWaits = 0;
    this.#idleTimes = 0;
  }

  /** Looks once more. @returns whether another environment is needed */
  isFound({ since, oldestAt }: CallQueue, present: Pick<Waiting, 'environments' | 'starting'>): boolean {
    const now = performance.now();
    const unbrokenMs = now - (since ?? now);
    const areIdle = isIdle(idleShare()) && unbrokenMs >= GROW_AFTER_MS;
    this.#longWaits = isLongWait(now - (oldestAt ?? now)) ? this.#longWaits + 1 : 0;
    this.#idleTimes = areIdle ? this.#idleTimes + 1 : 0;
    return needsAnother({ ...present, unbrokenMs, longWaits: this.#longWaits, idleTimes: this.#idleTimes });
  }
}
