import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** Commands that functions send, and those with which ioredis connects. */
export const REDIS_COMMANDS: readonly string[] = [
  ...['del', 'exists', 'expire', 'get', 'mget', 'ping', 'set', 'ttl', 'unlink'],
  ...['asking', 'auth', 'client', 'cluster', 'hello', 'info', 'quit', 'readonly', 'readwrite', 'select'],
  ...['exec', 'multi', 'psubscribe', 'punsubscribe', 'subscribe', 'unsubscribe'],
];

/**
 * Leaves the other commands out of the list from which ioredis makes its methods: 40 kB that every cold start would
 * parse, and 400 methods that it would make.
 */
export const usedRedisCommands: Plugin = {
  name: 'used-redis-commands',
  setup(build) {
    build.onLoad({ filter: /@ioredis[\\/]commands[\\/]built[\\/]commands\.json$/ }, ({ path }) => {
      const all = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
      const used = Object.fromEntries(REDIS_COMMANDS.map((command) => [command, all[command]]));
      return { contents: JSON.stringify(used), loader: 'json' };
    });
  },
};
