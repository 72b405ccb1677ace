import { createHttpClient, type HttpClient } from '#shared/http-client/client';
import type { BatchSink } from '../otlp/batch.ts';
import type { Signal } from '../otlp/text.ts';

export interface OtlpSenderOptions {
  /** Base of the receiver, such as `http://localhost:4318`. */
  readonly endpoint: string;
  /** Time limit of one post, in milliseconds. @default 300 */
  readonly timeoutMs?: number;
  /** Further headers of each post, such as a key of the receiver. @default none */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly onDropped?: (signal: Signal, items: number) => void;
}

const TIMEOUT_MS = 300;
const CONNECTIONS = 4;
/** Length of the pause after a failure. Each further failure in a row doubles it, up to the longest. */
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Posts OTLP/HTTP JSON and never rejects: a slow or missing receiver costs a bounded time, and nothing during the pause
 * that follows. Items that could not be sent are counted.
 */
export class OtlpSender {
  readonly dropped: Record<Signal, number> = { traces: 0, metrics: 0, logs: 0 };
  readonly #client: HttpClient;
  readonly #prefix: string;
  readonly #timeoutMs: number;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #onDropped: (signal: Signal, items: number) => void;
  #failures = 0;
  #pausedUntil = 0;

  /** @throws TypeError if the endpoint is no URL of HTTP */
  constructor({ endpoint, timeoutMs = TIMEOUT_MS, headers = {}, onDropped = () => {} }: OtlpSenderOptions) {
    const url = new URL(endpoint);
    this.#client = createHttpClient({ url, mostConnections: CONNECTIONS });
    this.#prefix = url.pathname.replace(/\/$/, '');
    this.#timeoutMs = timeoutMs;
    this.#headers = headers;
    this.#onDropped = onDropped;
  }

  /** Whether posts are skipped because of an earlier failure. */
  get isPaused(): boolean {
    return performance.now() < this.#pausedUntil;
  }

  /**
   * Posts a body once, and counts its items as dropped if the receiver does not accept it. Never rejects.
   * @param items number of spans, data points or log records in the body
   * @returns whether the receiver accepted it
   */
  async send(signal: Signal, body: Uint8Array | string, items: number): Promise<boolean> {
    const taken = await this.offer(signal, body);
    if (!taken) this.drop(signal, items);
    return taken;
  }

  /** Does the same as {@link send} for bodies that the caller sends again: nothing counts as dropped. */
  async offer(signal: Signal, body: Uint8Array | string): Promise<boolean> {
    if (this.isPaused) return false;
    try {
      await this.#post(`/v1/${signal}`, body);
      this.#failures = 0;
      return true;
    } catch {
      const pauseMs = Math.min(SHORTEST_PAUSE_MS * 2 ** this.#failures, LONGEST_PAUSE_MS);
      this.#failures++;
      this.#pausedUntil = performance.now() + pauseMs;
      return false;
    }
  }

  /** Counts items as dropped. */
  drop(signal: Signal, items: number): void {
    this.dropped[signal] += items;
    this.#onDropped(signal, items);
  }

  /** Returns the sink of a batch, which pauses while posts are skipped. */
  sinkOf(signal: Signal): BatchSink {
    const isPaused = (): boolean => this.isPaused;
    return {
      get isPaused() {
        return isPaused();
      },
      send: (body, items) => this.send(signal, body, items),
      drop: (items) => this.drop(signal, items),
    };
  }

  close(): void {
    this.#client.close();
  }

  async #post(path: string, body: Uint8Array | string): Promise<void> {
    const { status } = await this.#client.request(
      {
        method: 'POST',
        path: this.#prefix + path,
        headers: { ...this.#headers, 'content-type': 'application/json' },
        body,
        // A connection kept over a freeze is often dead, although the receiver may be up. A receiver takes a batch twice.
        isRepeatable: true,
      },
      { timeoutMs: this.#timeoutMs },
    );
    if (status < 200 || status >= 300) throw new Error(`the receiver answered ${status}`);
  }
}
