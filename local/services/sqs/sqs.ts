import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeService } from '../node-service.ts';
import type { Service, ServiceContext } from '../service.ts';

const SERVER = fileURLToPath(new URL('sqs-server.ts', import.meta.url));

/** Creates SQS by fauxqs in its own Node process. Every message is on disk before its sender gets an answer. */
export async function createSqs(context: ServiceContext): Promise<Service> {
  const folder = join(context.dataDir.path, 'sqs');
  await mkdir(folder, { recursive: true });
  return createNodeService(context, { name: 'sqs', file: SERVER, data: folder });
}
