import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from '../child.ts';
import type { Service, ServiceContext } from '../service.ts';
import { tcpProbe } from '../tcp.ts';
import { DATA_FILES } from './choice.ts';

const SERVER = fileURLToPath(new URL('portable/server.ts', import.meta.url));

/** Creates DynamoDB in JavaScript, in its own Node process. Every write is on disk before its caller gets an answer. */
export async function createNodeDynamoDb(context: ServiceContext, folder: string): Promise<Service> {
  const port = await context.dataDir.port('dynamodb');
  let child: Child | undefined;

  return {
    url: `http://127.0.0.1:${port}`,
    get pid() {
      return child?.pid;
    },
    async start() {
      child = await startChild(
        {
          name: 'dynamodb',
          command: process.execPath,
          args: [SERVER, String(port), join(folder, DATA_FILES.node)],
          env: { NODE_COMPILE_CACHE: join(context.dataDir.path, 'compile-cache') },
          probe: () => tcpProbe({ host: '127.0.0.1', port }),
        },
        context,
      );
    },
    async stop() {
      await child?.stop();
      child = undefined;
    },
  };
}
