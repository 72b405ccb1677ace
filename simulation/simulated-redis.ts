import type { Redis } from 'ioredis';
import { type RedisConnection, SKIP_MS } from '#shared/db/redis';
import type { Process, World } from './world.ts';

interface Kept {
  readonly value: string;
  readonly untilMs: number;
}

/** Keys with a time to live. It may lose keys, but never restores older ones, since it has no persistence. */
export class MemoryRedis {
  readonly keys = new Map<string, Kept>();

  get(key: string, nowMs: number): string | null {
    const kept = this.keys.get(key);
    return kept && kept.untilMs > nowMs ? kept.value : null;
  }

  set(key: string, value: string, ttlSeconds: number, onlyIfAbsent: boolean, nowMs: number): 'OK' | null {
    if (onlyIfAbsent && this.get(key, nowMs) !== null) return null;
    this.keys.set(key, { value, untilMs: nowMs + ttlSeconds * 1000 });
    return 'OK';
  }
}

/** State of one execution environment's Redis connection between invocations. */
export interface RedisClientState {
  skipUntilMs: number;
}

/** The connection of one invocation: the commands that our cache uses, each a call in the world. */
export function connectToRedis(
  world: World,
  redis: MemoryRedis,
  process: Process,
  clientState: RedisClientState,
): RedisConnection {
  function client(timeoutMs: number): Redis {
    const call = <T>(what: string, now: () => T): Promise<T> =>
      world.call(process, 'redis', what, timeoutMs, { now });
    return {
      mget: (...keys: string[]) =>
        call(`MGET ${keys[0]}`, () => keys.map((key) => redis.get(key, world.nowMs))),
      get: (key: string) => call(`GET ${key}`, () => redis.get(key, world.nowMs)),
      set: (key: string, value: string, _: 'EX', ttlSeconds: number, nx?: 'NX') =>
        call(`SET ${key}${nx ? ' NX' : ''}`, () =>
          redis.set(key, value, ttlSeconds, nx === 'NX', world.nowMs),
        ),
    } as unknown as Redis;
  }
  return {
    async run(commands, { timeoutMs, urgent = false }) {
      if (!urgent && world.nowMs < clientState.skipUntilMs)
        throw new Error('Redis is skipped after a failure');
      try {
        return await commands(client(timeoutMs));
      } catch (error) {
        clientState.skipUntilMs = world.nowMs + SKIP_MS;
        throw error;
      }
    },
    close: () => {},
  };
}
