interface Entry {
  readonly value: Buffer;
  /** Expiry time; 0 means never. */
  readonly expiresMs: number;
}

/** Approximate memory of one entry besides its bytes. */
const ENTRY_OVERHEAD_BYTES = 120;
const NEVER = 0;

/** Values with expiry times and a memory limit. The oldest writes are evicted first. */
export class RedisStore {
  readonly #entries = new Map<string, Entry>();
  readonly #maxBytes: number;
  readonly #now: () => number;
  #bytes = 0;

  constructor(maxBytes: number, now: () => number = Date.now) {
    this.#maxBytes = maxBytes;
    this.#now = now;
  }

  get usedBytes(): number {
    return this.#bytes;
  }

  get(key: string): Buffer | undefined {
    return this.#live(key)?.value;
  }

  /** Returns the expiry time: undefined without the key, null without an expiry. */
  expiresMs(key: string): number | null | undefined {
    const entry = this.#live(key);
    return entry && (entry.expiresMs === NEVER ? null : entry.expiresMs);
  }

  set(key: string, value: Buffer, expiresMs: number | null): void {
    this.delete(key);
    // Copied, because a slice would keep the whole received chunk in memory.
    this.#entries.set(key, { value: Buffer.from(value), expiresMs: expiresMs ?? NEVER });
    this.#bytes += cost(key, value);
    this.#evict();
  }

  delete(key: string): boolean {
    const entry = this.#entries.get(key);
    if (!entry) return false;
    this.#entries.delete(key);
    this.#bytes -= cost(key, entry.value);
    return !this.#isExpired(entry);
  }

  keys(): string[] {
    return [...this.#entries.keys()].filter((key) => this.#live(key));
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  /** Drops expired entries that no call has read since. */
  sweep(): void {
    for (const key of this.#entries.keys()) this.#live(key);
  }

  #isExpired(entry: Entry): boolean {
    return entry.expiresMs !== NEVER && entry.expiresMs <= this.#now();
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (!entry || !this.#isExpired(entry)) return entry;
    this.delete(key);
    return undefined;
  }

  #evict(): void {
    for (const key of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) return;
      this.delete(key);
    }
  }
}

function cost(key: string, value: Buffer): number {
  return key.length + value.length + ENTRY_OVERHEAD_BYTES;
}
