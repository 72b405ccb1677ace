/** Receiver of a batch. */
export interface BatchSink {
  /** While true, items are only counted, not written. */
  readonly isPaused?: boolean;
  /** While a returned promise is pending, the body is in use; without one, its memory is reused at once. */
  send(body: Buffer, items: number): Promise<unknown> | undefined;
  /** Counts items that were not written. */
  drop?(items: number): void;
}

export interface TextBatchOptions {
  /** The text around the items, which are separated by commas. */
  readonly frame: { readonly head: string; readonly tail: string };
  readonly sink: BatchSink;
  /** The longest an item waits for others, in milliseconds. */
  readonly delayMs: number;
  /** This many items are sent without waiting for `delayMs`. @default 512 */
  readonly maxItems?: number;
  /** Limit of a body's length; only a single longer item exceeds it. @default no limit */
  readonly maxBytes?: number;
}

const MAX_ITEMS = 512;
const FIRST_BYTES = 64 * 1024;
/** Most bytes of UTF-8 per UTF-16 unit. */
const BYTES_PER_UNIT = 3;
const EMPTY = Buffer.alloc(0);

/** Collects items as text outside of V8's heap, from their arrival until they are sent. */
export class TextBatch {
  readonly #frame: TextBatchOptions['frame'];
  readonly #sink: BatchSink;
  readonly #delayMs: number;
  readonly #maxItems: number;
  readonly #maxBytes: number;
  #bytes = EMPTY;
  #length = 0;
  #items = 0;
  #skipped = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor({
    frame,
    sink,
    delayMs,
    maxItems = MAX_ITEMS,
    maxBytes = Number.POSITIVE_INFINITY,
  }: TextBatchOptions) {
    this.#frame = frame;
    this.#sink = sink;
    this.#delayMs = delayMs;
    this.#maxItems = maxItems;
    this.#maxBytes = maxBytes;
  }

  /** @param write makes the text; not called while the sink is paused */
  add<Item>(item: Item, write: (item: Item) => string): void {
    if (this.#sink.isPaused) this.#skipped++;
    else this.#append(write(item));
    if (this.#items + this.#skipped >= this.#maxItems || this.#length > this.#maxBytes) void this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), this.#delayMs).unref();
  }

  /** Sends the collected items. Resolves when they were sent or dropped; never rejects. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#skipped > 0) this.#sink.drop?.(this.#skipped);
    this.#skipped = 0;
    if (this.#items === 0) return;
    this.#write(this.#frame.tail);
    const [body, items] = [this.#bytes.subarray(0, this.#length), this.#items];
    this.#length = 0;
    this.#items = 0;
    const sending = this.#sink.send(body, items);
    if (sending || this.#bytes.length > FIRST_BYTES) this.#bytes = EMPTY;
    await sending;
  }

  #append(text: string): void {
    const { head, tail } = this.#frame;
    const most = (text.length + 1 + tail.length) * BYTES_PER_UNIT;
    if (this.#items > 0 && this.#length + most > this.#maxBytes) void this.flush();
    this.#write((this.#items === 0 ? head : ',') + text);
    this.#items++;
  }

  #write(text: string): void {
    const most = this.#length + text.length * BYTES_PER_UNIT;
    if (most > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, 2 * this.#bytes.length, most));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#length += this.#bytes.write(text, this.#length);
  }
}
