import type { Clock } from './clock.ts';

interface Waiting {
  readonly sinceMs: number;
  readonly start: () => void;
  state: 'waiting' | 'started' | 'left';
}

export interface StationOptions {
  readonly servers: number;
  /** How long an arrival waits before it leaves; 0 refuses what cannot start at once. @default for ever */
  readonly patienceMs?: number;
}

/** Servers with one line before them: first come, first served. */
export class Station {
  readonly #clock: Clock;
  readonly #servers: number;
  readonly #patienceMs: number;
  #line: Waiting[] = [];
  #head = 0;
  #busy = 0;
  #waiting = 0;
  #countedMs = 0;
  #busyMs = 0;
  #presentMs = 0;
  #since = 0;

  constructor(clock: Clock, { servers, patienceMs = Number.POSITIVE_INFINITY }: StationOptions) {
    this.#clock = clock;
    this.#servers = servers;
    this.#patienceMs = patienceMs;
  }

  /** @param refused called where patience ends before a server is free */
  enter(start: () => void, refused: () => void = () => undefined): void {
    this.#count();
    if (this.#busy < this.#servers) {
      this.#busy++;
      start();
      return;
    }
    if (this.#patienceMs === 0) {
      refused();
      return;
    }
    const arrival: Waiting = { sinceMs: this.#clock.nowMs, start, state: 'waiting' };
    this.#waiting++;
    this.#line.push(arrival);
    if (this.#patienceMs < Number.POSITIVE_INFINITY) {
      this.#clock.after(this.#patienceMs, () => {
        if (arrival.state !== 'waiting') return;
        this.#count();
        arrival.state = 'left';
        this.#waiting--;
        refused();
      });
    }
  }

  /** Frees a server for the first in line. */
  leave(): void {
    this.#count();
    for (;;) {
      const first = this.#line[this.#head];
      if (!first) break;
      this.#head++;
      if (first.state === 'left') continue;
      this.#forgetStarted();
      first.state = 'started';
      this.#waiting--;
      first.start();
      return;
    }
    this.#busy--;
  }

  /** Forgets what was counted so far, such as the time in which the lines grew. */
  countFromHere(): void {
    this.#count();
    this.#busyMs = 0;
    this.#presentMs = 0;
    this.#since = this.#clock.nowMs;
  }

  /** Mean number of busy servers. */
  get meanBusy(): number {
    this.#count();
    return this.#busyMs / (this.#clock.nowMs - this.#since);
  }

  /** Mean number of arrivals that wait or are served. */
  get meanPresent(): number {
    this.#count();
    return this.#presentMs / (this.#clock.nowMs - this.#since);
  }

  /** Share of the time in which a server is busy. */
  get utilisation(): number {
    return this.meanBusy / this.#servers;
  }

  #count(): void {
    const elapsedMs = this.#clock.nowMs - this.#countedMs;
    this.#busyMs += elapsedMs * this.#busy;
    this.#presentMs += elapsedMs * (this.#busy + this.#waiting);
    this.#countedMs = this.#clock.nowMs;
  }

  #forgetStarted(): void {
    if (this.#head < 1_024 || this.#head * 2 < this.#line.length) return;
    this.#line = this.#line.slice(this.#head);
    this.#head = 0;
  }
}
