import { join } from 'node:path';
import { type Child, startChild } from '../child.ts';
import type { RedisChoice, Service, ServiceContext } from '../service.ts';
import { tcpProbe } from '../tcp.ts';
import { commandFor } from './redis-command.ts';

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
