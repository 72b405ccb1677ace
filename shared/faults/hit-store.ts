/** Numbers by key; a rule's hits are under its `key`. */
export type Hits = Readonly<Record<string, number>>;

/** Adds up the hits of all environments of a service. */
export interface HitStore {
  add(hits: Hits): Promise<void>;
  /** Adds 1 and returns the sum, in one step. A key with a slash is of one request, and {@link read} leaves it out. */
  next(key: string): Promise<number>;
  read(): Promise<Hits>;
  /** Sets the hits under these keys to 0. */
  reset(keys: readonly string[]): Promise<void>;
  /** Removes these keys. */
  remove(keys: readonly string[]): Promise<void>;
}
