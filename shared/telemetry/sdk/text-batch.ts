import type { OtlpSender, Signal } from './otlp-sender.ts';

export interface TextBatchOptions {
  readonly signal: Signal;
  /** What stands around the items, which are separated by commas. */
  readonly head: string;
  readonly tail: string;
  readonly sender: OtlpSender;
  /** The longest an item waits for others, in milliseconds. */
  readonly delayMs: number;
}

/** So many items are sent without waiting for the time. */
const ITEMS = 512;
const FIRST_BYTES = 64 * 1024;
/** Of UTF-8 per UTF-16 unit, at most. */
const BYTES_PER_UNIT = 3;

/** Items as text, outside of V8's heap from the moment they come until they are sent. */
export class TextBatch {
  readonly #options: TextBatchOptions;
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;
  #items = 0;
  #skipped = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: TextBatchOptions) {
    this.#options = options;
  }

  /** @param write makes the text; not called without a receiver */
  add<Item>(item: Item, write: (item: Item) => string): void {
    if (this.#options.sender.isPaused) this.#skipped++;
    else {
      this.#append(this.#items === 0 ? this.#options.head : ',');
      this.#append(write(item));
      this.#items++;
    }
    if (this.#items + this.#skipped >= ITEMS) void this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), this.#options.delayMs).unref();
  }

  /** Resolves when what was there was sent or given up. Never rejects. */
  async flush(): Promise<void> {
    const { signal, sender, tail } = this.#options;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#skipped > 0) sender.drop(signal, this.#skipped);
    this.#skipped = 0;
    if (this.#items === 0) return;
    this.#append(tail);
    const [body, items] = [this.#bytes.subarray(0, this.#length), this.#items];
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    this.#items = 0;
    await sender.send(signal, body, items);
  }

  #append(text: string): void {
    const most = this.#length + text.length * BYTES_PER_UNIT;
    if (most > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, 2 * this.#bytes.length, most));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#length += this.#bytes.write(text, this.#length);
  }
}
