import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import type { Service, ServiceContext } from './service.ts';
import { tcpProbe } from './tcp.ts';

/** A server of ours that runs in a Node process of its own. */
export interface NodeServer {
  /** Name of the backend. */
  readonly name: string;
  /** File of the program; it gets its port and the path of its data as arguments. */
  readonly file: string;
  readonly data: string;
}

/** Creates a store that listens on loopback, on the port that its data folder keeps for it. */
export async function createNodeService(
  context: ServiceContext,
  { name, file, data }: NodeServer,
): Promise<Service> {
  const port = await context.dataDir.port(name);
  let child: Child | undefined;

  return {
    url: `http://127.0.0.1:${port}`,
    get pid() {
      return child?.pid;
    },
    async start() {
      child = await startChild(
        {
          name,
          command: process.execPath,
          args: [file, String(port), data],
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
