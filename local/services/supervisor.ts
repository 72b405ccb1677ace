import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '#shared/error-message';
import type { Log } from '../host/log.ts';
import type { Service } from './service.ts';

/** `stopped`: stopped on request. `restarting`: ended by itself, and retries are in progress. */
export type BackendState = 'up' | 'restarting' | 'stopped' | 'external';

export interface BackendStatus {
  readonly state: BackendState;
  /** Number of restarts after it ended by itself. */
  readonly restarts: number;
  /** Reason why it is not up. */
  readonly problem?: string;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** Uptime after which the pauses between retries are reset. */
const STEADY_AFTER_MS = 30_000;
const MS_PER_SECOND = 1_000;

/** Keeps one backend running. If it ends by itself, it is restarted at the same address with growing pauses. */
export class Supervisor {
  readonly #name: string;
  readonly #service: Service;
  readonly #log: Log;
  #state: BackendState;
  #problem: string | undefined;
  #restarts = 0;
  #attempt = 0;
  #upSinceMs = 0;
  #restartStop = new AbortController();
  #restarting: Promise<void> | undefined;

  /** @param service a started service */
  constructor(name: string, service: Service, log: Log, isExternal = false) {
    this.#name = name;
    this.#service = service;
    this.#log = log;
    this.#state = isExternal ? 'external' : 'up';
    this.#upSinceMs = performance.now();
    if (!isExternal && this.#hasNoProcess()) this.ended('it ended while others were started');
  }

  get status(): BackendStatus {
    return {
      state: this.#state,
      restarts: this.#restarts,
      ...(this.#problem !== undefined && { problem: this.#problem }),
    };
  }

  /** Must be called when the backend has ended unexpectedly. */
  ended(reason: string): void {
    if (this.#state !== 'up') return;
    this.#state = 'restarting';
    if (performance.now() - this.#upSinceMs > STEADY_AFTER_MS) this.#attempt = 0;
    this.#problem = reason;
    this.#restarting = this.#restart(this.#restartStop.signal);
  }

  async start(): Promise<void> {
    await this.stop();
    await this.#service.start();
    this.#isUp();
  }

  async stop(): Promise<void> {
    if (this.#state === 'external') return;
    this.#state = 'stopped';
    this.#problem = undefined;
    this.#restartStop.abort();
    await this.#restarting;
    this.#restartStop = new AbortController();
    await this.#service.stop();
  }

  #isUp(): void {
    this.#problem = undefined;
    this.#upSinceMs = performance.now();
    if (this.#state === 'external') return;
    this.#state = 'up';
    if (this.#hasNoProcess()) this.ended('it ended at once');
  }

  #hasNoProcess(): boolean {
    return this.#service.pid === undefined && this.#service.handle === undefined;
  }

  async #restart(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** this.#attempt, LONGEST_PAUSE_MS);
      this.#attempt++;
      this.#log.warn(
        `${this.#name} is down (${this.#problem}); attempt ${this.#attempt} to start it follows in ${pauseMs / MS_PER_SECOND} s`,
      );
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        await this.#service.start();
        if (signal.aborted) return;
        this.#restarts++;
        this.#isUp();
        this.#log.warn(`${this.#name} is up again`);
        return;
      } catch (error) {
        this.#problem = messageOf(error);
      }
    }
  }
}
