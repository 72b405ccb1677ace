/** Numbers by key; a rule's hits are under its `key`. */
export type Hits = Readonly<Record<string, number>>;

/** How long a counter of one request is kept after its last call. */
export const REQUEST_HITS_SECONDS = 86_400;

/** Whether a counter belongs to one request: `<request id>/<key>`. */
export const isOfRequest = (key: string): boolean => key.includes('/');

/** Adds up the hits of all environments of a service. */
export interface HitStore {
  add(hits: Hits): Promise<void>;
  /** Adds 1 and returns the sum, in one step. A counter of one request is gone after a while. */
  next(key: string): Promise<number>;
  /** Reads the counters of all requests. */
  read(): Promise<Hits>;
  /** Sets the hits under these keys to 0. */
  reset(keys: readonly string[]): Promise<void>;
  /** Removes these keys. */
  remove(keys: readonly string[]): Promise<void>;
}
