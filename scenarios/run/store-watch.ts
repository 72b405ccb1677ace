import { setTimeout as sleep } from 'node:timers/promises';
import { readSnapshot, type Snapshot } from '#oracle/snapshot';
import type { Stores } from '#oracle/stores/connect';
import type { Conservation } from '../report/run-report.ts';
import { conservationOf } from './conservation.ts';

const EVERY_MS = 1_000;
/** A reading that took long is followed by a pause of this many times its length, so that it stays a small part of the load. */
const PAUSE_FACTOR = 9;

/** Reads the stores once a second, or less often where a reading takes long. A store that is down leaves a gap. */
export class StoreWatch implements AsyncDisposable {
  readonly #stores: Stores;
  readonly #startedMs: number;
  readonly #readings: Conservation[] = [];
  readonly #stop = new AbortController();
  readonly #watching: Promise<void>;

  /** @param startedAtMs of the load, in milliseconds since 1970 */
  constructor(stores: Stores, startedAtMs: number) {
    this.#stores = stores;
    this.#startedMs = startedAtMs;
    this.#watching = this.#watch();
  }

  async #watch(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const beganMs = Date.now();
      const reading = await readSnapshot(this.#stores).then(
        (snapshot) => conservationOf(snapshot, this.#second(beganMs)),
        () => undefined,
      );
      if (reading) this.#readings.push(reading);
      const tookMs = Date.now() - beganMs;
      const pauseMs = Math.max(EVERY_MS - tookMs, tookMs * PAUSE_FACTOR);
      await sleep(pauseMs, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }

  /**
   * @param atRest what was judged after all others; only there does money add up, as no order is under way
   * @returns all readings
   */
  async stop(atRest?: Snapshot): Promise<readonly Conservation[]> {
    this.#stop.abort();
    await this.#watching;
    if (atRest) this.#readings.push(conservationOf(atRest, this.#second(Date.now())));
    return this.#readings;
  }

  #second(atMs: number): number {
    return Math.max(0, (atMs - this.#startedMs) / EVERY_MS);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
