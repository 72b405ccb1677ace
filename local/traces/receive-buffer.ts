import type { TraceStore } from './trace-store.ts';

/** Signals that make up traces. Metrics are not stored here. */
export type KeptSignal = 'traces' | 'logs';

/** An unread body by its position in the ring. */
interface Unread {
  readonly signal: KeptSignal;
  readonly start: number;
  readonly length: number;
  readonly receivedMs: number;
}

const WAITING_BYTES = 64 * 1024 * 1024;
/** Minimum room of a body, which limits the number of bodies. */
const LEAST_BYTES = 512;
/** Longest time that reading blocks other requests. */
const SLICE_MS = 10;

/**
 * Receive buffer. Bodies stay unread until traces are requested: few traces are ever viewed, and parsing is the largest
 * cost. The buffer is one ring of 64 MB outside V8's heap, where the newest body overwrites the oldest, so the garbage
 * collector has no work. Bodies read into the store are limited to another 64 MB.
 */
export class ReceiveBuffer {
  readonly #store: TraceStore;
  /** The operating system commits memory only for pages that were written. */
  readonly #ring: Buffer;
  #end = 0;
  #unread: (Unread | undefined)[] = [];
  /** Index of the oldest unread body. Removing each from the array would move all others. */
  #first = 0;
  #received = 0;
  #slice: Promise<void> | undefined;
  #droppedBodies = 0;
  #skipped = 0;

  constructor(store: TraceStore, { waitingBytes = WAITING_BYTES } = {}) {
    this.#store = store;
    this.#ring = Buffer.allocUnsafeSlow(waitingBytes);
  }

  /** Number of unread bodies. */
  get waiting(): number {
    return this.#unread.length - this.#first;
  }
  /** Number of bodies that were overwritten before they were read. */
  get droppedBodies(): number {
    return this.#droppedBodies;
  }
  /** Number of bodies that were not JSON, and of spans without a valid id or start. */
  get skipped(): number {
    return this.#skipped;
  }

  /** Stores a copy of a body. @param chunks parts of the body */
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
   * Reads the bodies that wait now into the store, oldest first. Requests are answered in between. Bodies that arrive
   * meanwhile may be read too but are not waited for, so it ends under any load.
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

  /** Makes room for a body and returns its position; undefined if it is larger than the ring. */
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
