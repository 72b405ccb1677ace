import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Service, ServiceContext } from '../service.ts';
import { checkOwnData, chosenDynamoDb } from './choice.ts';
import { createDynoxide } from './dynoxide.ts';
import { createNodeDynamoDb } from './node-dynamodb.ts';

/** Creates the DynamoDB that the settings choose, or that runs on this platform. */
export async function createDynamoDb(context: ServiceContext): Promise<Service> {
  const choice = chosenDynamoDb(context.dynamodb);
  const folder = join(context.dataDir.path, 'dynamodb');
  await mkdir(folder, { recursive: true });
  checkOwnData(folder, choice);
  if (choice === 'dynoxide') return await createDynoxide(context, folder);
  context.onProgress('using the DynamoDB in JavaScript');
  return await createNodeDynamoDb(context, folder);
}
