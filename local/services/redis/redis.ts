import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineError } from '#local/host/engine-error';
import { type Child, startChild } from '../child.ts';
import type { RedisChoice, Service, ServiceContext } from '../service.ts';
import { tcpProbe } from '../tcp.ts';
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

function commandFor(choice: RedisChoice, port: number): { command: string; args: string[] } {
  const binary = choice === 'builtin' ? undefined : redisBinary();
  if (binary) return { command: binary, args: serverArgs(port) };
  if (choice === 'server') {
    throw new EngineError(
      'neither redis-server nor valkey-server is on PATH; install one, or leave the choice to the engine',
    );
  }
  return { command: process.execPath, args: [BUILT_IN, String(port), String(MAX_MEMORY_MEGABYTES)] };
}

async function ping(port: number): Promise<void> {
  const answer = await tcpProbe({ host: '127.0.0.1', port }, 'PING\r\n');
  if (!answer.startsWith('+PONG')) throw new Error(`answered ${answer.trim()}`);
}

/** Creates the Redis on PATH, otherwise the built-in one. */
export async function createRedisService(context: ServiceContext, choice: RedisChoice): Promise<Service> {
  const port = await context.dataDir.port('redis');
  const { command, args } = commandFor(choice, port);
  if (command === process.execPath) context.onProgress('using the built-in Redis');
  let child: Child | undefined;

  return {
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return child?.pid;
    },
    async start() {
      const env = { NODE_COMPILE_CACHE: join(context.dataDir.path, 'compile-cache') };
      child = await startChild({ name: 'redis', command, args, env, probe: () => ping(port) }, context);
    },
    async stop() {
      await child?.stop();
      child = undefined;
    },
  };
}
