import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '#local/host/engine-error';
import type { DynamoDbChoice } from '../service.ts';
import { dynamoDbBinary } from './dynamodb-binary.ts';

/** Files with the data of each DynamoDB. Neither can read the other's. */
export const DATA_FILES: Readonly<Record<DynamoDbChoice, string>> = {
  dynoxide: 'dynamodb.sqlite',
  node: 'dynamodb-node.sqlite',
};

/** Returns which DynamoDB runs: the wanted one, else the binary where this platform has it. */
export const chosenDynamoDb = (wanted: DynamoDbChoice | undefined): DynamoDbChoice =>
  wanted ?? (dynamoDbBinary() ? 'dynoxide' : 'node');

/** @throws EngineError if the folder holds data of the other DynamoDB only: orders would seem lost, but not their stock */
export function checkOwnData(folder: string, choice: DynamoDbChoice): void {
  const other = choice === 'node' ? 'dynoxide' : 'node';
  const has = (each: DynamoDbChoice): boolean => existsSync(join(folder, DATA_FILES[each]));
  if (has(choice) || !has(other)) return;
  throw new EngineError(
    `the data in ${folder} is that of the other DynamoDB; start with LOCAL_DYNAMODB=${other}, ` +
      'or delete all data with: npm run reset',
  );
}
