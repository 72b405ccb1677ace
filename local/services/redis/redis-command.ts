import { fileURLToPath } from 'node:url';
import { EngineError } from '#local/host/engine-error';
import type { RedisChoice } from '../service.ts';
import { redisBinary } from './redis-binary.ts';

const MAX_MEMORY_MEGABYTES = 128;
const BUILT_IN = fileURLToPath(new URL('redis-builtin.ts', import.meta.url));

/** Arguments of the server. Persistence is off: a cache that restarts with outdated keys is worse than an empty one. */
const serverArgs = (port: number): string[] =>
  [
    ['--port', String(port)],
    ['--bind', '127.0.0.1'],
    ['--save', ''],
    ['--appendonly', 'no'],
    ['--daemonize', 'no'],
    ['--maxmemory', `${MAX_MEMORY_MEGABYTES}mb`],
    ['--maxmemory-policy', 'allkeys-lru'],
    ['--databases', '16'],
  ].flat();

export function commandFor(choice: RedisChoice, port: number): { command: string; args: string[] } {
  const binary = choice === 'builtin' ? undefined : redisBinary();
  if (binary) return { command: binary, args: serverArgs(port) };
  if (choice === 'server') {
    throw new EngineError(
      'neither redis-server nor valkey-server is on PATH; install one, or leave the choice to the engine',
    );
  }
  return { command: process.execPath, args: [BUILT_IN, String(port), String(MAX_MEMORY_MEGABYTES)] };
}
