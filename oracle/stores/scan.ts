import { ScanCommand, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { type Item, plainItem, type TypedItem } from '#shared/db/plain-item';
import type { Stores } from './connect.ts';

export type { Item } from '#shared/db/plain-item';

/**
 * The pages of a scan, each in its state when it is read. The library for plain items takes as long for a page as all the
 * rest, so only its client is used.
 */
export async function* scanPages(
  dynamo: Stores['dynamo'],
  input: ScanCommandInput,
): AsyncGenerator<readonly Item[]> {
  let ExclusiveStartKey: ScanCommandInput['ExclusiveStartKey'];
  do {
    const page = await dynamo.send(new ScanCommand({ ...input, ConsistentRead: true, ExclusiveStartKey }));
    yield (page.Items ?? []).map((item) => plainItem(item as TypedItem));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}

/** Reads every item of a table. */
export async function scan(dynamo: Stores['dynamo'], table: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of scanPages(dynamo, { TableName: table })) items.push(...page);
  return items;
}
