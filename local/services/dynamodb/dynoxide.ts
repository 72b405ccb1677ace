import { join } from 'node:path';
import { type Child, startChild } from '../child.ts';
import type { Service, ServiceContext } from '../service.ts';
import { type Address, tcpProbe } from '../tcp.ts';
import { DATA_FILES } from './choice.ts';
import { requireDynamoDbBinary } from './dynamodb-binary.ts';
import { type Front, openDynamoDbFront } from './dynamodb-front.ts';
import { addressOutOfReach } from './out-of-reach.ts';

const serverArgs = ({ host, port }: Address, file: string): string[] => [
  ...['serve', '--host', host, '--port', String(port), '--db-path', file],
];

/**
 * Creates DynamoDB by Dynoxide: one binary over one SQLite file. It has no guard against web pages, so functions reach
 * it at an address that no page can open, and all other callers go through a proxy.
 */
export async function createDynoxide(context: ServiceContext, folder: string): Promise<Service> {
  const command = requireDynamoDbBinary(
    'leave LOCAL_DYNAMODB out, so that the engine takes its own in JavaScript',
  );
  const port = await context.dataDir.port('dynamodb');
  const store = await addressOutOfReach();
  const args = serverArgs(store, join(folder, DATA_FILES.dynoxide));
  let child: Child | undefined;
  let front: Front | undefined;

  return {
    url: `http://127.0.0.1:${port}`,
    functionsUrl: `http://${store.host}:${store.port}`,
    get pid() {
      return child?.pid;
    },
    async start() {
      child = await startChild({ name: 'dynamodb', command, args, probe: () => tcpProbe(store) }, context);
      front ??= await openDynamoDbFront(port, store);
    },
    async stop() {
      await child?.stop();
      await front?.close();
      child = undefined;
      front = undefined;
    },
  };
}
