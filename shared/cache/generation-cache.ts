import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { RedisConnection } from '#shared/db/redis';
import { ATTRIBUTE, METRIC } from '#shared/telemetry/conventions';
import { count } from '#shared/telemetry/counters';
import { annotate } from '#shared/telemetry/tracing';
import { redisKeys } from './redis-keys.ts';

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

export interface GenerationCacheOptions {
  readonly stage: string;
  /** Name in telemetry: `menus` or `order`. */
  readonly name: string;
  /** Called for each bump that Redis did not take. */
  readonly warn?: (message: string, failed: FailedBump) => void;
  /** Returns 36 characters that never repeat. @default randomUUID */
  readonly newToken?: () => string;
}

export interface FailedBump {
  readonly cache: string;
  readonly keys: readonly string[];
  readonly error: Error;
}

const READ_TIMEOUT_MS = 100;
/** Longer, and tried even after a failure: after a lost bump, other environments read stale values. */
export const BUMP = { timeoutMs: 250, urgent: true };
/** A lost generation is only a miss; the limit bounds the keys that reads of unknown ids leave behind. */
const GENERATION_TTL_SECONDS = 600;
/** Length of a UUID: Node draws these from a pool of random bytes, at a tenth of the cost of a draw for each. */
const TOKEN_LENGTH = 36;

/**
 * Caches values beside generations. A value counts only while its key still has the generation that its filler saw before
 * reading the store, so a slow filler cannot bring an old state back.
 */
export function createGenerationCache(
  redis: RedisConnection,
  { stage, name: cacheName, warn, newToken = randomUUID }: GenerationCacheOptions,
): GenerationCache {
  const named = { [ATTRIBUTE.cacheName]: cacheName };
  const quick = { timeoutMs: READ_TIMEOUT_MS, attributes: named };
  /** The state until Redis has answered. */
  const unanswered = { ...quick, attributes: { ...named, [ATTRIBUTE.cacheState]: 'bypass' } };
  const { value: valueKey, generation: generationKey } = redisKeys(stage);

  /** @returns undefined for a key without a generation */
  function look(key: string): Promise<CacheRead | undefined> {
    return redis.run(
      async (commands) => {
        const [kept, generation] = await commands.mget(valueKey(key), generationKey(key));
        const found = generation ? toRead(kept, generation) : undefined;
        annotate({ [ATTRIBUTE.cacheState]: found?.state ?? 'miss' });
        return found;
      },
      { operation: 'MGET', keys: [key], ...unanswered },
    );
  }

  async function startGeneration(key: string): Promise<CacheRead> {
    const name = generationKey(key);
    const [, generation] = await redis.run(
      (commands) =>
        Promise.all([commands.set(name, newToken(), 'EX', GENERATION_TTL_SECONDS, 'NX'), commands.get(name)]),
      { operation: 'SET GET', ...quick },
    );
    return generation === null ? { state: 'bypass' } : { state: 'miss', generation };
  }

  return {
    async read(key) {
      const found = await look(key)
        .then((seen) => seen ?? startGeneration(key))
        .catch((): CacheRead => ({ state: 'bypass' }));
      count(METRIC.cacheReads, { ...named, [ATTRIBUTE.cacheState]: found.state });
      return found;
    },
    async fill(key, generation, value, ttlSeconds) {
      try {
        await redis.run((commands) => commands.set(valueKey(key), generation + value, 'EX', ttlSeconds), {
          operation: 'SET',
          ...quick,
        });
      } catch {
        // The next reader fills it.
      }
    },
    async bump(keys) {
      if (keys.length === 0) return true;
      try {
        const startAnew = (commands: Redis, key: string): Promise<unknown> =>
          commands.set(generationKey(key), newToken(), 'EX', GENERATION_TTL_SECONDS);
        await redis.run((commands) => Promise.all(keys.map((key) => startAnew(commands, key))), {
          operation: 'SET',
          keys,
          attributes: named,
          ...BUMP,
        });
        return true;
      } catch (error) {
        count(METRIC.cacheBumpFailed, named);
        warn?.('cache bump failed', { cache: cacheName, keys, error: error as Error });
        return false;
      }
    },
  };
}

function toRead(kept: string | null | undefined, generation: string): CacheRead {
  if (!kept?.startsWith(generation)) return { state: 'miss', generation };
  return { state: 'hit', value: kept.slice(TOKEN_LENGTH) };
}
