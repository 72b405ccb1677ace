import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeService } from '../node-service.ts';
import type { Service, ServiceContext } from '../service.ts';
import { DATA_FILES } from './choice.ts';

const SERVER = fileURLToPath(new URL('portable/server.ts', import.meta.url));

/** Creates DynamoDB in JavaScript, in its own Node process. Every write is on disk before its caller gets an answer. */
export const createNodeDynamoDb = (context: ServiceContext, folder: string): Promise<Service> =>
  createNodeService(context, { name: 'dynamodb', file: SERVER, data: join(folder, DATA_FILES.node) });
