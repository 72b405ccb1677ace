import type { Outcome } from './invocation.ts';

/** Times of an invocation. */
export interface Timing {
  /** Time until an environment took the call, including a cold start. */
  readonly queuedMs: number;
  /** Time from then until the answer: the handler's time. */
  readonly runMs: number;
  /** The call waited for the start of its environment. */
  readonly cold: boolean;
}

export interface QueuedCall {
  readonly event: string;
  readonly traceId: string;
  readonly done: (outcome: Outcome, timing: Timing) => void;
  readonly at: number;
}

const COMPACT_AT = 1024;

/** First-in, first-out queue of calls. */
export class CallQueue {
  readonly #calls: QueuedCall[] = [];
  #head = 0;
  #since = 0;

  get length(): number {
    return this.#calls.length - this.#head;
  }
  get oldestAt(): number | undefined {
    return this.#calls[this.#head]?.at;
  }
  /** Since when calls have waited without a break. */
  get since(): number | undefined {
    return this.length > 0 ? this.#since : undefined;
  }

  push(call: QueuedCall): void {
    if (this.length === 0) this.#since = call.at;
    this.#calls.push(call);
  }

  shift(): QueuedCall | undefined {
    const call = this.#calls[this.#head];
    if (!call) return undefined;
    this.#head++;
    if (this.#head === this.#calls.length || this.#head > COMPACT_AT) {
      this.#calls.splice(0, this.#head);
      this.#head = 0;
    }
    return call;
  }

  /** Removes a call from the queue. Returns false if it is not queued. */
  withdraw(call: QueuedCall): boolean {
    const at = this.#calls.indexOf(call, this.#head);
    if (at >= 0) this.#calls.splice(at, 1);
    return at >= 0;
  }
}
