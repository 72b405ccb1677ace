import type { Outcome } from './invocation.ts';

/** What an invocation cost besides the handler's own time. */
export interface Timing {
  /** From the call until an environment took it; with a cold start, that start included. */
  readonly queuedMs: number;
  /** From there until the answer: the handler. */
  readonly runMs: number;
  /** The call had to wait for the start of its environment. */
  readonly cold: boolean;
}

export interface Call {
  readonly event: string;
  readonly traceId: string;
  readonly done: (outcome: Outcome, timing: Timing) => void;
  readonly at: number;
  /** Its caller is gone or out of time. */
  withdrawn: boolean;
}

const COMPACT_AT = 1024;

/** First come, first served. */
export class CallQueue {
  readonly #calls: Call[] = [];
  #head = 0;

  /** Counts withdrawn calls too, until their turn comes. */
  get length(): number {
    return this.#calls.length - this.#head;
  }
  get oldestAt(): number | undefined {
    return this.#calls[this.#head]?.at;
  }

  push(call: Call): void {
    this.#calls.push(call);
  }

  shift(): Call | undefined {
    for (let call = this.#calls[this.#head]; call; call = this.#calls[this.#head]) {
      this.#head++;
      if (this.#head === this.#calls.length || this.#head > COMPACT_AT) {
        this.#calls.splice(0, this.#head);
        this.#head = 0;
      }
      if (!call.withdrawn) return call;
    }
    return undefined;
  }
}
