import { itemsIn } from '#shared/telemetry/otlp/groups';
import type { Signal } from '#shared/telemetry/otlp/text';
import { OtlpSender } from '#shared/telemetry/sdk/otlp-sender';

interface Item {
  readonly signal: Signal;
  readonly body: Buffer;
}

export interface OtlpForwarderOptions {
  /** Base of an OTLP/HTTP receiver. */
  readonly endpoint: string;
  /** Further headers of each post. @default none */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Called with the outcome of each post. */
  readonly onPosted?: (taken: boolean) => void;
  /** Limit of waiting bytes, one for counts and one for all else. @default 8 MB */
  readonly waitingBytes?: number;
  /** The longest one post may take. @default 2_000 */
  readonly timeoutMs?: number;
}

const WAITING_BYTES = 8 * 1024 * 1024;
/** No request waits for it, so a slow receiver is given time. */
const TIMEOUT_MS = 2_000;
const RETRY_MS = 1_000;
const POSTS_AT_ONCE = 2;

/**
 * Passes on telemetry of the functions and the engine, off the path of requests. Its senders count it as delivered,
 * so counts are sent until they are accepted; spans and log records are dropped and counted if the receiver is down.
 */
export class OtlpForwarder {
  readonly #sender: OtlpSender;
  readonly #onPosted: (taken: boolean) => void;
  readonly #limit: number;
  readonly #passing = new Waiting();
  readonly #counts = new Waiting();
  #posts = 0;
  #isOffering = false;
  #retry: NodeJS.Timeout | undefined;
  #onIdle: () => void = () => undefined;

  constructor({
    endpoint,
    headers,
    onPosted = () => undefined,
    waitingBytes = WAITING_BYTES,
    timeoutMs = TIMEOUT_MS,
  }: OtlpForwarderOptions) {
    this.#onPosted = onPosted;
    this.#sender = new OtlpSender({ endpoint, timeoutMs, headers });
    this.#limit = waitingBytes;
  }

  /** Spans, data points and log records that were lost. */
  get dropped(): Readonly<Record<Signal, number>> {
    return this.#sender.dropped;
  }

  /** Passes on telemetry of the functions. */
  pass(signal: Signal, body: Buffer): void {
    if (signal !== 'metrics') {
      this.passOnce(signal, body);
      return;
    }
    this.#counts.push({ signal, body });
    while (this.#counts.bytes > this.#limit) this.#drop(this.#counts.shift());
    this.#offer();
  }

  /** Passes on telemetry that is worthless later, so it is not sent again. */
  passOnce(signal: Signal, body: Buffer): void {
    const item = { signal, body };
    if (this.#passing.bytes + body.length > this.#limit) this.#drop(item);
    else this.#passing.push(item);
    this.#post();
  }

  /** Lets what waits be sent, for a while, and ends. */
  async close(withinMs: number): Promise<void> {
    const waits = this.#posts > 0 || this.#isOffering;
    const expired = Promise.withResolvers<void>();
    const timer = setTimeout(expired.resolve, withinMs);
    const idle = new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
    if (waits) await Promise.race([idle, expired.promise]);
    clearTimeout(timer);
    clearTimeout(this.#retry);
    this.#sender.close();
  }

  #post(): void {
    while (this.#posts < POSTS_AT_ONCE) {
      const item = this.#passing.shift();
      if (!item) break;
      this.#posts++;
      void this.#sender.offer(item.signal, item.body).then((taken) => {
        this.#onPosted(taken);
        if (!taken) this.#drop(item);
        this.#posts--;
        this.#post();
      });
    }
    this.#reportIdle();
  }

  #offer(): void {
    const item = this.#counts.first;
    if (!item || this.#isOffering || this.#retry) return;
    this.#isOffering = true;
    void this.#sender.offer(item.signal, item.body).then((taken) => {
      this.#onPosted(taken);
      this.#isOffering = false;
      if (taken) {
        if (this.#counts.first === item) this.#counts.shift();
        this.#offer();
      } else {
        this.#retry = setTimeout(() => {
          this.#retry = undefined;
          this.#offer();
        }, RETRY_MS).unref();
      }
      this.#reportIdle();
    });
  }

  #drop(item: Item | undefined): void {
    if (item) this.#sender.drop(item.signal, itemsIn(item.signal, item.body));
  }

  #reportIdle(): void {
    if (this.#posts === 0 && !this.#isOffering) this.#onIdle();
  }
}

/** First come, first served. */
class Waiting {
  bytes = 0;
  readonly #items: Item[] = [];

  get first(): Item | undefined {
    return this.#items[0];
  }
  push(item: Item): void {
    this.#items.push(item);
    this.bytes += item.body.length;
  }
  shift(): Item | undefined {
    const item = this.#items.shift();
    if (item) this.bytes -= item.body.length;
    return item;
  }
}
