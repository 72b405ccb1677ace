import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Stores } from './connect.ts';

export type Item = Readonly<Record<string, unknown>>;

/** Reads every item of a table, page by page, each in its state when its page is read. */
export async function scan(dynamo: Stores['dynamo'], table: string): Promise<Item[]> {
  const items: Item[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await dynamo.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey }),
    );
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}
