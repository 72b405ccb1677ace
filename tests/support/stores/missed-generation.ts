import { expect } from 'vitest';
import type { GenerationCache } from '#shared/cache/generation-cache';

/** Reads a key that is not cached until Redis answers: on a slow machine a client's first command may take too long. */
export async function missedGeneration(cache: GenerationCache, key: string): Promise<string> {
  let generation = '';
  await expect
    .poll(async () => {
      const read = await cache.read(key);
      if (read.state === 'miss') generation = read.generation;
      return read.state;
    })
    .toBe('miss');
  return generation;
}
