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
}

const COMPACT_AT = 1024;

/** First come, first served. */
export class CallQueue {
  readonly #calls: Call[] = [];
  #head = 0;

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
    const call = this.#calls[this.#head];
    if (!call) return undefined;
    this.#head++;
    if (this.#head === this.#calls.length || this.#head > COMPACT_AT) {
      this.#calls.splice(0, this.#head);
      this.#head = 0;
    }
    return call;
  }

  /** Gives its place to others. False if it does not wait. */
  withdraw(call: Call): boolean {
    const at = this.#calls.indexOf(call, this.#head);
    if (at >= 0) this.#calls.splice(at, 1);
    return at >= 0;
  }
}
