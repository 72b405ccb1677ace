import { setTimeout as sleep } from 'node:timers/promises';
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DynamoDbChoice } from '#local/services/service';
import { callAsPages, callWith } from '#tests/support/engine/page-calls';
import {
  SCAN,
  SCAN_BODY,
  startTableBench,
  type TableBench,
  TableName,
} from '#tests/support/engine/table-bench';
import { DYNAMODBS } from '#tests/support/stores/dynamodb-choices';

for (const { choice, tags } of DYNAMODBS) describe(choice, { tags }, () => expectations(choice));

function expectations(choice: DynamoDbChoice): void {
  let tables: TableBench;
  beforeAll(async () => {
    tables = await startTableBench(choice);
  });
  afterAll(() => tables[Symbol.asyncDispose]());

  test('a failed conditional put returns the stored item', async () => {
    await tables.put({ pk: 'c1', placed_by: 'a' });

    const refused = await tables.client
      .send(
        new PutCommand({
          TableName,
          Item: { pk: 'c1', placed_by: 'b' },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      )
      .catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(ConditionalCheckFailedException);
    expect(refused).toHaveProperty('Item.placed_by', { S: 'a' });
  });

  test('a failed conditional update returns the stored item, or nothing if there is none', async () => {
    await tables.put({ pk: 'c2', status: 'cancelled' });
    const update = (pk: string) =>
      tables.client
        .send(
          new UpdateCommand({
            TableName,
            Key: { pk },
            UpdateExpression: 'SET #s = :confirmed',
            ConditionExpression: '#s = :pending',
            ExpressionAttributeNames: { '#s': 'status' },
            ExpressionAttributeValues: { ':pending': 'pending', ':confirmed': 'confirmed' },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        )
        .catch((error: unknown) => error);

    expect(await update('c2')).toHaveProperty('Item.status', { S: 'cancelled' });
    const missing = await update('c-missing');

    expect(missing).toBeInstanceOf(ConditionalCheckFailedException);
    expect(missing).toHaveProperty('Item', undefined);
  });

  test('cancels a transaction with a reason per item and the items that failed their conditions', async () => {
    await tables.put({ pk: 't-key', order: 'old' });

    const refused = await tables.client
      .send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Put: {
                TableName,
                Item: { pk: 't-order' },
                ConditionExpression: 'attribute_not_exists(pk)',
                ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
              },
            },
            {
              Put: {
                TableName,
                Item: { pk: 't-key', order: 'new' },
                ConditionExpression: 'attribute_not_exists(pk)',
                ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
              },
            },
          ],
        }),
      )
      .catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(TransactionCanceledException);
    expect(refused).toHaveProperty('CancellationReasons', [
      expect.objectContaining({ Code: 'None' }),
      expect.objectContaining({
        Code: 'ConditionalCheckFailed',
        Item: { pk: { S: 't-key' }, order: { S: 'old' } },
      }),
    ]);
    expect(await tables.get('t-order')).toBeUndefined();
  });

  test('lets exactly one of many racing conditional writes win', async () => {
    await tables.put({ pk: 'race', status: 'pending' });
    const decide = (attempt: number) =>
      tables.client.send(
        new UpdateCommand({
          TableName,
          Key: { pk: 'race' },
          UpdateExpression: 'SET #s = :decided, decided_by = :attempt',
          ConditionExpression: '#s = :pending',
          ExpressionAttributeNames: { '#s': 'status' },
          ExpressionAttributeValues: { ':pending': 'pending', ':decided': 'decided', ':attempt': attempt },
        }),
      );

    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, attempt) => decide(attempt)));

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('queries an index in order, newest first, page by page', async () => {
    for (const created of [3, 1, 2]) await tables.put({ pk: `q${created}`, user_id: 7, created });
    const query = (ExclusiveStartKey?: Record<string, unknown>) =>
      tables.client.send(
        new QueryCommand({
          TableName,
          IndexName: 'by-user',
          KeyConditionExpression: 'user_id = :u',
          ExpressionAttributeValues: { ':u': 7 },
          ScanIndexForward: false,
          Limit: 2,
          ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
        }),
      );

    const first = await query();
    const second = await query(first.LastEvaluatedKey);

    expect(first.Items?.map(({ created }) => created)).toEqual([3, 2]);
    expect(second.Items?.map(({ created }) => created)).toEqual([1]);
  });

  test('leaves items without the index key out of the index only', async () => {
    await tables.put({ pk: 'sparse', user_id: 8 });

    const indexed = await tables.client.send(new ScanCommand({ TableName, IndexName: 'by-user' }));

    expect(indexed.Items?.map(({ pk }) => pk)).not.toContain('sparse');
    expect(await tables.get('sparse')).toEqual({ pk: 'sparse', user_id: 8 });
  });

  test('keeps numbers exact up to 2^53', async () => {
    const id = Number.MAX_SAFE_INTEGER;

    await tables.put({ pk: 'number', user_id: id, created: 1 });

    expect(await tables.get('number')).toMatchObject({ user_id: id });
  });

  test('answers programs and its own origin, and allows no page to read', async () => {
    await tables.put({ pk: 'private' });
    const own = { origin: tables.service.url, 'access-control-request-method': 'POST' };

    const plain = await callWith(tables.service.url, SCAN, { body: SCAN_BODY });
    const ownPage = await callWith(tables.service.url, { ...SCAN, ...own }, { body: SCAN_BODY });
    const preflight = await callWith(tables.service.url, own, { method: 'OPTIONS', body: '' });
    const pages = await callAsPages(tables.service.url, SCAN, SCAN_BODY);

    expect([plain.body, ownPage.body]).toEqual([
      expect.stringContaining('private'),
      expect.stringContaining('private'),
    ]);
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 403));
    for (const { headers } of [plain, ownPage, preflight, ...pages]) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  test('loses no acknowledged write when it is killed in the middle of writing', async () => {
    const acknowledged: string[] = [];
    let killed = false;
    const write = async (writer: number): Promise<void> => {
      for (let index = 0; !killed; index++) {
        const pk = `kill-${writer}-${index}`;
        await tables.put({ pk, user_id: writer, created: index }).then(
          () => acknowledged.push(pk),
          () => undefined,
        );
      }
    };
    const writers = [write(1), write(2), write(3), write(4)];
    await expect.poll(() => acknowledged.length).toBeGreaterThan(100);
    if (tables.service.pid) process.kill(tables.service.pid, 'SIGKILL');
    await sleep(50);
    killed = true;
    await Promise.all(writers);

    await tables.service.stop();
    await tables.service.start();

    const found = await Promise.all(acknowledged.map(tables.get));
    expect(found.filter((item) => item === undefined)).toHaveLength(0);
  });
}
