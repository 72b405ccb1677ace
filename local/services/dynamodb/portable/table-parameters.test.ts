import { beforeEach, expect, test } from 'vitest';
import { answerCall } from './api.ts';
import { Store } from './storage/store.ts';

const TableName = 'things';
const TABLE = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'h', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'h', AttributeType: 'S' }],
};

let store: Store;
beforeEach(async () => {
  store = new Store(':memory:');
  await call('CreateTable', TABLE);
});

async function call(action: string, input: object) {
  const target = `DynamoDB_20120810.${action}`;
  const { status, body } = await answerCall(store, {
    ...{ target, region: 'r-1', host: 'h' },
    body: JSON.stringify(input),
  });
  return { status, ...JSON.parse(body) };
}

test('tags are stored with a new table, and a table of an older version has none', async () => {
  await call('CreateTable', { ...TABLE, TableName: 'tagged', Tags: [{ Key: 'a', Value: 'b' }] });
  const tagsOf = (name: string) =>
    call('ListTagsOfResource', { ResourceArn: `arn:aws:dynamodb:r-1:000000000000:table/${name}` });
  expect(await tagsOf('tagged')).toMatchObject({ Tags: [{ Key: 'a', Value: 'b' }] });

  const { tags: _tags, ...old } = store.catalog.get('tagged');
  store.changeCatalog((catalog) => catalog.replace(old));
  expect(await tagsOf('tagged')).toMatchObject({ status: 200, Tags: [] });
  expect(await tagsOf('none')).toMatchObject({ __type: expect.stringContaining('ResourceNotFound') });
});

test.each([
  ['StreamSpecification', { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' }],
  ['SSESpecification', { Enabled: true }],
  ['TableClass', 'STANDARD_INFREQUENT_ACCESS'],
  ['ReplicaUpdates', [{ Create: { RegionName: 'eu-west-1' } }]],
  ['OnDemandThroughput', { MaxReadRequestUnits: 1 }],
  ['ResourcePolicy', '{}'],
  ['WarmThroughput', { ReadUnitsPerSecond: 1 }],
])('%s is refused by CreateTable and UpdateTable, and changes nothing', async (name, value) => {
  const refused = { status: 400, message: `${name} is a parameter that this DynamoDB does not have` };
  expect(await call('CreateTable', { ...TABLE, TableName: 'other', [name]: value })).toMatchObject(refused);
  expect(
    await call('UpdateTable', { TableName, DeletionProtectionEnabled: true, [name]: value }),
  ).toMatchObject(refused);
  expect((await call('ListTables', {})).TableNames).toEqual([TableName]);
  expect((await call('DescribeTable', { TableName })).Table.DeletionProtectionEnabled).toBe(false);
});

test('a table without streams, encryption by a key and replicas is created', async () => {
  const off = { StreamSpecification: { StreamEnabled: false }, SSESpecification: { Enabled: false } };
  const created = { ...TABLE, TableName: 'other', ...off, TableClass: 'STANDARD' };
  expect(await call('CreateTable', created)).toMatchObject({ status: 200 });
});

test('what this DynamoDB does not have is refused as on AWS', async () => {
  for (const action of ['ExecuteStatement', 'ExportTableToPointInTime', 'DescribeStream', 'toString'])
    expect(await call(action, {})).toMatchObject({
      status: 400,
      __type: 'com.amazon.coral.service#UnknownOperationException',
    });
});
