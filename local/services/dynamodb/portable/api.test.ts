import { beforeEach, expect, test } from 'vitest';
import { answerCall } from './api.ts';
import { Store } from './storage/store.ts';

const TableName = 'things';
const key = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];
const TABLE = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: key('h', 'r'),
  AttributeDefinitions: ['h', 'r', 'g'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  GlobalSecondaryIndexes: [
    { IndexName: 'by-g', KeySchema: key('g', 'r'), Projection: { ProjectionType: 'KEYS_ONLY' } },
  ],
};
const MEGABYTE = 1024 * 1024;

let store: Store;
beforeEach(async () => {
  store = new Store(':memory:');
  await call('CreateTable', TABLE);
});

async function call(action: string, input: object) {
  const target = `DynamoDB_20120810.${action}`;
  const { status, body } = await answerCall(store, {
    target,
    body: JSON.stringify(input),
    region: 'r-1',
    host: 'h',
  });
  return { status, ...JSON.parse(body) };
}
const put = (r: string, more = {}) =>
  call('PutItem', { TableName, Item: { h: { S: 'h' }, r: { S: r }, ...more } });
const keyOf = (r: string) => ({ h: { S: 'h' }, r: { S: r } });
const query = (input: object) =>
  call('Query', {
    TableName,
    KeyConditionExpression: 'h = :h',
    ExpressionAttributeValues: { ':h': { S: 'h' } },
    ...input,
  });

test('a page ends at its limit or after 1 MB, and the next begins behind it', async () => {
  const big = { S: 'x'.repeat(MEGABYTE / 4) };
  for (const r of ['1', '2', '3', '4', '5', '6']) await put(r, { big });

  const first = await query({ ReturnConsumedCapacity: 'TOTAL' });
  const second = await query({ ExclusiveStartKey: first.LastEvaluatedKey });
  const two = await query({ Limit: 2, ScanIndexForward: false, ExclusiveStartKey: keyOf('5') });

  expect(first).toMatchObject({ Count: 4, LastEvaluatedKey: keyOf('4') });
  expect(first.ConsumedCapacity.CapacityUnits).toBeGreaterThanOrEqual(128);
  expect(second).toMatchObject({ Count: 2, ScannedCount: 2 });
  expect(second).not.toHaveProperty('LastEvaluatedKey');
  expect(two.Items.map(({ r }: { r: unknown }) => r)).toEqual([{ S: '4' }, { S: '3' }]);
});

test('an index holds its keys only, and follows every write', async () => {
  await put('1', { g: { S: 'a' }, more: { S: 'x' } });
  await put('2', { g: { S: 'b' } });
  const inIndex = async (g: string) =>
    (
      await query({
        IndexName: 'by-g',
        KeyConditionExpression: 'g = :h',
        ExpressionAttributeValues: { ':h': { S: g } },
      })
    ).Items;
  expect(await inIndex('a')).toEqual([{ ...keyOf('1'), g: { S: 'a' } }]);

  await put('1', { g: { S: 'b' } });
  expect([await inIndex('a'), (await inIndex('b')).length]).toEqual([[], 2]);
  await call('DeleteItem', { TableName, Key: keyOf('2') });
  expect((await inIndex('b')).length).toBe(1);
  expect(await query({ IndexName: 'by-g', ConsistentRead: true })).toMatchObject({
    message: 'Consistent reads are not supported on global secondary indexes',
  });
});

test('the segments of a parallel scan hold each item once', async () => {
  for (let i = 0; i < 20; i++)
    await call('PutItem', { TableName, Item: { h: { S: `h${i}` }, r: { S: 'r' } } });
  const segments = [0, 1, 2].map((Segment) => call('Scan', { TableName, Segment, TotalSegments: 3 }));
  const found = (await Promise.all(segments)).flatMap(({ Items }) => Items);

  expect(new Set(found.map(({ h }) => h.S)).size).toBe(20);
  expect(found).toHaveLength(20);
});

test('a repeated token performs a transaction once, and its use for another one is refused', async () => {
  const add = (amount: string) => ({
    ClientRequestToken: 'token',
    TransactItems: [
      {
        Update: {
          TableName,
          Key: keyOf('1'),
          UpdateExpression: 'ADD n :n',
          ExpressionAttributeValues: { ':n': { N: amount } },
        },
      },
    ],
  });

  expect([await call('TransactWriteItems', add('1')), await call('TransactWriteItems', add('1'))]).toEqual([
    { status: 200 },
    { status: 200 },
  ]);
  expect(await call('TransactWriteItems', add('2'))).toMatchObject({
    status: 400,
    __type: expect.stringContaining('#IdempotentParameterMismatchException'),
  });
  expect((await call('GetItem', { TableName, Key: keyOf('1') })).Item.n).toEqual({ N: '1' });
});

test('writes and reads batches, and refuses a key that is named twice', async () => {
  const requests = ['1', '2'].map((r) => ({ PutRequest: { Item: keyOf(r) } }));
  const write = (list: unknown) => call('BatchWriteItem', { RequestItems: { [TableName]: list } });

  expect(await write(requests)).toMatchObject({ status: 200, UnprocessedItems: {} });
  expect(
    await call('BatchGetItem', { RequestItems: { [TableName]: { Keys: [keyOf('1'), keyOf('9')] } } }),
  ).toMatchObject({ Responses: { [TableName]: [keyOf('1')] }, UnprocessedKeys: {} });
  expect(await write([...requests, { DeleteRequest: { Key: keyOf('1') } }])).toMatchObject({
    message: 'Provided list of item keys contains duplicates',
  });
  expect(
    await call('TransactGetItems', { TransactItems: [{ Get: { TableName, Key: keyOf('2') } }] }),
  ).toMatchObject({ Responses: [{ Item: keyOf('2') }] });
});

test('lists, describes, changes and deletes tables', async () => {
  await call('CreateTable', { ...TABLE, TableName: 'another' });
  await put('1');

  expect(await call('ListTables', { Limit: 1 })).toMatchObject({
    TableNames: ['another'],
    LastEvaluatedTableName: 'another',
  });
  expect((await call('DescribeTable', { TableName })).Table).toMatchObject({
    TableStatus: 'ACTIVE',
    TableArn: 'arn:aws:dynamodb:r-1:000000000000:table/things',
    ItemCount: 1,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    GlobalSecondaryIndexes: [{ IndexName: 'by-g', IndexStatus: 'ACTIVE' }],
  });
  expect(await call('CreateTable', TABLE)).toMatchObject({ message: 'Table already exists: things' });
  await call('UpdateTable', { TableName, DeletionProtectionEnabled: true });
  expect((await call('DeleteTable', { TableName })).status).toBe(400);
  await call('UpdateTable', { TableName, DeletionProtectionEnabled: false });
  expect((await call('DeleteTable', { TableName })).status).toBe(200);
  expect(await put('1')).toMatchObject({
    message: 'Requested resource not found: Table: things not found',
    __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
  });
});

test.each<[string, object, string]>([
  ['GetItem', {}, "Value null at 'tableName' failed to satisfy constraint: Member must not be null"],
  ['GetItem', { TableName, Key: { h: { S: 'h' } } }, 'The provided key element does not match the schema'],
  ['PutItem', { TableName, Item: { h: { S: 'h' } } }, 'Missing the key r in the item'],
  [
    'PutItem',
    { TableName, Item: { ...keyOf('1'), r: { N: '1' } } },
    'Type mismatch for key r expected: S actual: N',
  ],
  ['PutItem', { TableName, Item: { ...keyOf('') } }, 'cannot contain an empty string value. Key: r'],
  [
    'PutItem',
    { TableName, Item: { ...keyOf('1'), g: { N: '1' } } },
    'Type mismatch for Index Key g Expected: S Actual: N IndexName: by-g',
  ],
  [
    'PutItem',
    { TableName, Item: { ...keyOf('1'), big: { S: 'x'.repeat(MEGABYTE) } } },
    'Item size has exceeded the maximum allowed size',
  ],
  ['PutItem', { TableName, Item: keyOf('1'), ReturnValues: 'X' }, 'Member must satisfy enum value set'],
  ['PutItem', { TableName, Item: keyOf('1'), Expected: {} }, 'Expected is a legacy parameter'],
  [
    'UpdateItem',
    { TableName, Key: keyOf('1'), UpdateExpression: 'REMOVE r' },
    'Cannot update attribute r. This attribute is part of the key',
  ],
  ['Scan', { TableName, Limit: 0 }, 'Member must have value greater than or equal to 1'],
  ['Scan', { TableName, IndexName: 'no' }, 'The table does not have the specified index: no'],
])('%s refuses %j', async (action, input, why) => {
  const { status, message } = await call(action, input);

  expect({ status, message }).toEqual({ status: 400, message: expect.stringContaining(why) });
});

test('a call that is no JSON, and an unknown action, get the errors of AWS', async () => {
  const target = 'DynamoDB_20120810.GetItem';
  const { body } = await answerCall(store, { target, body: '[1', region: 'r-1', host: 'h' });

  expect(body).toContain('com.amazon.coral.service#SerializationException');
  expect(await call('DoesNotExist', {})).toMatchObject({
    status: 400,
    __type: 'com.amazon.coral.service#UnknownOperationException',
  });
});
