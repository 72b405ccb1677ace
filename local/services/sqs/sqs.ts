import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from '../child.ts';
import type { Service, ServiceContext } from '../service.ts';
import { tcpProbe } from '../tcp.ts';

const SERVER = fileURLToPath(new URL('sqs-server.ts', import.meta.url));

/** Creates SQS by fauxqs in its own Node process. Every message is on disk before its sender gets an answer. */
export async function createSqs(context: ServiceContext): Promise<Service> {
  const folder = join(context.dataDir.path, 'sqs');
  await mkdir(folder, { recursive: true });
  const port = await context.dataDir.port('sqs');
  let child: Child | undefined;

  return {
    url: `http://127.0.0.1:${port}`,
    get pid() {
      return child?.pid;
    },
    async start() {
      child = await startChild(
        {
          name: 'sqs',
          command: process.execPath,
          args: [SERVER, String(port), folder],
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
