import type { TraceStore } from './trace-store.ts';

/** What traces are made of: counts are not kept here. */
export type KeptSignal = 'traces' | 'logs';

/** A body, by where it stands in the ring. */
interface Unread {
  readonly signal: KeptSignal;
  readonly start: number;
  readonly length: number;
  readonly receivedMs: number;
}

const WAITING_BYTES = 64 * 1024 * 1024;
/** Each body takes at least that, so that there are not too many of them. */
const LEAST_BYTES = 512;
/** Requests wait no longer than that for somebody who looks at traces. */
const SLICE_MS = 10;

/**
 * Bodies wait here unread until somebody looks: hardly any trace is ever looked at, and reading costs more than all else.
 * They stand in one ring of 64 MB outside of V8's heap, where the newest overwrites the oldest, so that no buffers grow
 * old for the garbage collector. What the store keeps of those that were read is limited to another 64 MB.
 */
export class Intake {
  readonly #store: TraceStore;
  /** Takes real memory only as far as it was ever filled. */
  readonly #ring: Buffer;
  #end = 0;
  #unread: (Unread | undefined)[] = [];
  /** Where the oldest one is: taking each out of the list would move all the others. */
  #first = 0;
  #received = 0;
  #slice: Promise<void> | undefined;
  #droppedBodies = 0;
  #skipped = 0;

  constructor(store: TraceStore, { waitingBytes = WAITING_BYTES } = {}) {
    this.#store = store;
    this.#ring = Buffer.allocUnsafeSlow(waitingBytes);
  }

  /** Bodies that wait. */
  get waiting(): number {
    return this.#unread.length - this.#first;
  }
  /** Bodies that had to make room before anybody looked. */
  get droppedBodies(): number {
    return this.#droppedBodies;
  }
  /** Bodies that were no JSON, and spans without a valid id or start. */
  get skipped(): number {
    return this.#skipped;
  }

  /** @param chunks of one body, which are copied */
  take(signal: KeptSignal, ...chunks: readonly Buffer[]): void {
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const start = this.#place(Math.max(length, LEAST_BYTES));
    if (start === undefined) {
      this.#droppedBodies++;
      return;
    }
    let at = start;
    for (const chunk of chunks) {
      this.#ring.set(chunk, at);
      at += chunk.length;
    }
    this.#unread.push({ signal, start, length, receivedMs: Date.now() });
    this.#received++;
  }

  /**
   * Reads into the store what waits now, oldest first. Requests are answered in between, and what comes meanwhile may be
   * read too but is not waited for, so it ends under any load.
   */
  async read(): Promise<void> {
    const until = this.#received;
    while (this.#received - this.waiting < until) {
      this.#slice ??= new Promise((done) => {
        setImmediate(() => {
          this.#slice = undefined;
          this.#readSlice();
          done();
        });
      });
      await this.#slice;
    }
  }

  /** Where there is room for so much now; undefined if there never is. */
  #place(bytes: number): number | undefined {
    const size = this.#ring.length;
    if (bytes > size) return undefined;
    if (this.#end + bytes > size) {
      this.#dropBetween(this.#end, size);
      this.#end = 0;
    }
    const start = this.#end;
    this.#end += bytes;
    this.#dropBetween(start, this.#end);
    return start;
  }

  #dropBetween(start: number, end: number): void {
    for (let oldest = this.#unread[this.#first]; oldest; oldest = this.#unread[this.#first]) {
      if (oldest.start < start || oldest.start >= end) return;
      this.#shift();
      this.#droppedBodies++;
    }
  }

  #readSlice(): void {
    const endMs = performance.now() + SLICE_MS;
    do {
      const next = this.#shift();
      if (!next) return;
      this.#readOne(next);
    } while (performance.now() < endMs);
  }

  #readOne({ signal, start, length, receivedMs }: Unread): void {
    const body = Buffer.allocUnsafeSlow(length);
    body.set(this.#ring.subarray(start, start + length));
    try {
      const request: object = Object(JSON.parse(body.toString()));
      if (signal === 'logs') this.#store.addLogs(body, request, receivedMs);
      else this.#skipped += this.#store.addSpans(body, request, receivedMs);
    } catch {
      this.#skipped++;
    }
  }

  #shift(): Unread | undefined {
    const next = this.#unread[this.#first];
    if (!next) return undefined;
    this.#unread[this.#first++] = undefined;
    if (this.#first * 2 >= this.#unread.length) {
      this.#unread = this.#unread.slice(this.#first);
      this.#first = 0;
    }
    return next;
  }
}
