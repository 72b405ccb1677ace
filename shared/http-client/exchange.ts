import { AbortError, TimeoutError } from './errors.ts';
import type { CallLimits, HttpAnswer } from './message.ts';

/** What carries an exchange; closed when the exchange is given up. */
interface Carrier {
  close(error: unknown): void;
}

interface ExchangeOptions {
  readonly method: string;
  readonly bytes: Buffer;
  readonly isRepeatable: boolean;
  readonly limits: CallLimits;
  /** Called when its time is over, or it was aborted. */
  readonly onGivenUp: (exchange: Exchange, error: Error) => void;
}

/** One request and its answer, from the call until it is settled. */
export class Exchange {
  readonly answer: Promise<HttpAnswer>;
  readonly method: string;
  readonly bytes: Buffer;
  /** Undefined while it waits for a connection. */
  carrier: Carrier | undefined;
  /** Whether it may be sent again where it met a connection that the server had closed. */
  readonly isRepeatable: boolean;
  readonly #timer: NodeJS.Timeout;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort: (() => void) | undefined;
  #resolve: (answer: HttpAnswer) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor({ method, bytes, isRepeatable, limits: { timeoutMs, signal }, onGivenUp }: ExchangeOptions) {
    this.method = method;
    this.bytes = bytes;
    this.isRepeatable = isRepeatable;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    const expire = (): void => onGivenUp(this, new TimeoutError(`no answer within ${timeoutMs} ms`));
    this.#timer = setTimeout(expire, timeoutMs);
    if (!signal) return;
    this.#signal = signal;
    this.#onAbort = () => onGivenUp(this, abortedBy(signal));
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  succeed(answer: HttpAnswer): void {
    this.#release();
    this.#resolve(answer);
  }

  fail(error: unknown): void {
    this.#release();
    this.#reject(error);
  }

  #release(): void {
    this.carrier = undefined;
    clearTimeout(this.#timer);
    if (this.#onAbort) this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}

export const abortedBy = ({ reason }: AbortSignal): AbortError =>
  new AbortError('The call was aborted', { cause: reason });
