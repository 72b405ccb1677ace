import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { RedisConnection } from '#shared/db/redis';

export type CacheRead =
  | { readonly state: 'hit'; readonly value: string }
  | { readonly state: 'miss'; readonly generation: string }
  | { readonly state: 'bypass' };

export interface GenerationCache {
  read(key: string): Promise<CacheRead>;
  /** Keeps a value read from the store after `generation` was seen. Never throws. */
  fill(key: string, generation: string, value: string, ttlSeconds: number): Promise<void>;
  /** Makes what is kept under the keys invalid. False if Redis did not take it. Never throws. */
  bump(keys: readonly string[]): Promise<boolean>;
}

export type OnBumpFailed = (keys: readonly string[], error: unknown) => void;

const READ = { timeoutMs: 100 };
/** More patient, and tried even after a failure: a bump that is lost makes others read what is stale. */
const BUMP = { timeoutMs: 250, urgent: true };
/** A lost generation is a miss, so this only bounds what asking for unknown keys can leave behind. */
const GENERATION_TTL_SECONDS = 600;
/** Of a UUID, which is drawn from a pool of randomness and costs a tenth of asking for each. */
const TOKEN_LENGTH = 36;

/**
 * Values beside generations. A value counts only while its key still has the generation that its filler saw before
 * reading the store, so a slow filler cannot bring an old state back.
 * @param newToken gives 36 characters that never come twice
 */
export function createGenerationCache(
  redis: RedisConnection,
  stage: string,
  onBumpFailed: OnBumpFailed = () => {},
  newToken: () => string = randomUUID,
): GenerationCache {
  // Both keys in one slot of a cluster, so that one MGET reads them.
  const valueKey = (key: string): string => `{${stage}:${key}}:val`;
  const generationKey = (key: string): string => `{${stage}:${key}}:gen`;

  async function startGeneration(key: string): Promise<CacheRead> {
    const name = generationKey(key);
    const [, generation] = await redis.run(
      (commands) =>
        Promise.all([commands.set(name, newToken(), 'EX', GENERATION_TTL_SECONDS, 'NX'), commands.get(name)]),
      READ,
    );
    return generation === null ? { state: 'bypass' } : { state: 'miss', generation };
  }

  return {
    async read(key) {
      try {
        const [kept, generation] = await redis.run(
          (commands) => commands.mget(valueKey(key), generationKey(key)),
          READ,
        );
        if (!generation) return await startGeneration(key);
        if (!kept?.startsWith(generation)) return { state: 'miss', generation };
        return { state: 'hit', value: kept.slice(TOKEN_LENGTH) };
      } catch {
        return { state: 'bypass' };
      }
    },
    async fill(key, generation, value, ttlSeconds) {
      try {
        await redis.run(
          (commands) => commands.set(valueKey(key), generation + value, 'EX', ttlSeconds),
          READ,
        );
      } catch {
        // The next reader fills it.
      }
    },
    async bump(keys) {
      if (keys.length === 0) return true;
      try {
        const startAnew = (commands: Redis, key: string): Promise<unknown> =>
          commands.set(generationKey(key), newToken(), 'EX', GENERATION_TTL_SECONDS);
        await redis.run((commands) => Promise.all(keys.map((key) => startAnew(commands, key))), BUMP);
        return true;
      } catch (error) {
        onBumpFailed(keys, error);
        return false;
      }
    },
  };
}
