/** Counts over all environments. */
export interface Claims {
  /** @returns the number of this call among those that have the key, from 1; undefined where it cannot be counted */
  next(key: string): Promise<number | undefined>;
}
