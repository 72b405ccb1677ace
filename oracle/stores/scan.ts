import { ScanCommand, type ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Stores } from './connect.ts';

export type Item = Readonly<Record<string, unknown>>;

/** Reads every item of a table, page by page, each in its state when its page is read. */
export async function scan(dynamo: Stores['dynamo'], table: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of scanPages(dynamo, { TableName: table })) items.push(...page);
  return items;
}

/** The pages of a scan. */
export async function* scanPages(
  dynamo: Stores['dynamo'],
  input: ScanCommandInput,
): AsyncGenerator<readonly Item[]> {
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await dynamo.send(new ScanCommand({ ...input, ConsistentRead: true, ExclusiveStartKey }));
    yield page.Items ?? [];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}
