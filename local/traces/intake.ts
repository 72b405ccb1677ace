import type { TraceStore } from './trace-store.ts';

/** What traces are made of: counts are not kept here. */
export type KeptSignal = 'traces' | 'logs';

interface Unread {
  readonly signal: KeptSignal;
  readonly body: Buffer;
  readonly receivedMs: number;
  readonly cost: number;
}

const WAITING_BYTES = 64 * 1024 * 1024;
/** What a body takes besides its bytes. */
const BYTES_PER_BODY = 256;
/** Requests wait no longer than that for somebody who looks at traces. */
const SLICE_MS = 10;

/**
 * Bodies wait here unread, outside of V8's heap, until somebody looks: hardly any trace is ever looked at, and reading
 * costs more than all else. They may take 64 MB, and what the store keeps of those that were read another 64 MB; beyond
 * that the oldest are dropped.
 */
export class Intake {
  readonly #store: TraceStore;
  readonly #limit: number;
  #unread: (Unread | undefined)[] = [];
  /** Where the oldest one is: taking each out of the list would move all the others. */
  #first = 0;
  #bytes = 0;
  #received = 0;
  #slice: Promise<void> | undefined;
  #droppedBodies = 0;
  #skipped = 0;

  constructor(store: TraceStore, { waitingBytes = WAITING_BYTES } = {}) {
    this.#store = store;
    this.#limit = waitingBytes;
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

  take(signal: KeptSignal, given: Buffer): void {
    const body = withoutSlack(given);
    const cost = body.length + BYTES_PER_BODY;
    this.#unread.push({ signal, body, receivedMs: Date.now(), cost });
    this.#received++;
    this.#bytes += cost;
    while (this.#bytes > this.#limit && this.#shift()) this.#droppedBodies++;
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

  #readSlice(): void {
    const endMs = performance.now() + SLICE_MS;
    do {
      const next = this.#shift();
      if (!next) return;
      this.#readOne(next);
    } while (performance.now() < endMs);
  }

  #readOne({ signal, body, receivedMs }: Unread): void {
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
    this.#bytes -= next.cost;
    if (this.#first * 2 >= this.#unread.length) {
      this.#unread = this.#unread.slice(this.#first);
      this.#first = 0;
    }
    return next;
  }
}

/** A body that is a small part of what was allocated for it would keep all of that. */
function withoutSlack(body: Buffer): Buffer {
  if (body.buffer.byteLength <= 2 * body.length + BYTES_PER_BODY) return body;
  const copy = Buffer.allocUnsafeSlow(body.length);
  copy.set(body);
  return copy;
}
