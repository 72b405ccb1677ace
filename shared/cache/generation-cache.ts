import { randomBytes } from 'node:crypto';
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
const TOKEN_LENGTH = 16;
const newToken = (): string => randomBytes((TOKEN_LENGTH * 3) / 4).toString('base64url');

/**
 * Values beside generations. A value counts only while its key still has the generation that its filler saw before
 * reading the store, so a slow filler cannot bring an old state back. Tokens are random and never come twice.
 */
export function createGenerationCache(
  redis: RedisConnection,
  stage: string,
  onBumpFailed: OnBumpFailed = () => {},
): GenerationCache {
  // Both keys in one slot of a cluster, so that one MGET reads them.
  const valueKey = (key: string): string => `{${stage}:${key}}:val`;
  const generationKey = (key: string): string => `{${stage}:${key}}:gen`;

  async function startGeneration(key: string): Promise<CacheRead> {
    const name = generationKey(key);
    const replies = await redis.run(
      async (commands) =>
        outcomes(
          await commands
            .pipeline()
            .set(name, newToken(), 'EX', GENERATION_TTL_SECONDS, 'NX')
            .get(name)
            .exec(),
        ),
      READ,
    );
    const generation = replies.at(-1);
    return typeof generation === 'string' ? { state: 'miss', generation } : { state: 'bypass' };
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
        await redis.run(async (commands) => {
          const pipeline = commands.pipeline();
          for (const key of keys) pipeline.set(generationKey(key), newToken(), 'EX', GENERATION_TTL_SECONDS);
          return outcomes(await pipeline.exec());
        }, BUMP);
        return true;
      } catch (error) {
        onBumpFailed(keys, error);
        return false;
      }
    },
  };
}

/** @throws the first error among the replies of a pipeline */
function outcomes(replies: [Error | null, unknown][] | null): unknown[] {
  return (replies ?? []).map(([error, reply]) => {
    if (error) throw error;
    return reply;
  });
}
