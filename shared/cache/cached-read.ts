import type { CacheRead, GenerationCache } from './generation-cache.ts';

export interface CachedRead<Value extends string | undefined = string | undefined> {
  readonly value: Value;
  readonly state: CacheRead['state'];
}

/**
 * Reads through the cache.
 * @param load reads the store; undefined (no such thing) is not kept
 */
export async function cachedRead<Value extends string | undefined>(
  cache: GenerationCache,
  key: string,
  ttlSeconds: number,
  load: () => Promise<Value>,
): Promise<CachedRead<Value | string>> {
  const found = await cache.read(key);
  if (found.state === 'hit') return found;
  const value = await load();
  if (value !== undefined && found.state === 'miss') {
    await cache.fill(key, found.generation, value, ttlSeconds);
  }
  return { value, state: found.state };
}
