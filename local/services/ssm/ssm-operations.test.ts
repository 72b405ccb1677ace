import { afterEach, beforeEach, expect, test } from 'vitest';
import { AwsFault, type AwsJson } from '#local/http/aws-json';
import { temporaryFolder } from '#tests/support/engine/service-bench';
import { removeDataDir } from '../remove-data-dir.ts';
import { callSsm } from './ssm-call.ts';
import { createSsmStore, type SsmStore } from './ssm-store.ts';

let folder: string;
let store: SsmStore;
beforeEach(async () => {
  folder = await temporaryFolder();
  store = await createSsmStore({ path: folder });
  await call('PutParameter', {
    Name: '/a/one',
    Type: 'String',
    Value: '1',
    Tags: [{ Key: 'k', Value: 'v' }],
  });
  await call('PutParameter', { Name: '/a/one', Value: '2', Overwrite: true, Description: 'two' });
  await call('PutParameter', { Name: '/a/b/list', Type: 'StringList', Value: 'x,y' });
  await call('PutParameter', { Name: 'secret', Type: 'SecureString', Value: 's3' });
});
afterEach(() => removeDataDir(folder));

const call = (name: string, input: AwsJson): Promise<AwsJson> => callSsm(store, name, input);
const RESOURCE = { ResourceType: 'Parameter', ResourceId: '/a/one' };
const named = (...names: string[]) => ({ Parameters: names.map((Name) => ({ Name })) });
const filter = (Key: string, Option: string, ...Values: string[]) => ({
  ParameterFilters: [{ Key, Option, Values }],
});

test.each([
  [
    'GetParameter',
    { Name: '/a/one' },
    { Parameter: { Value: '2', Version: 2, Type: 'String', DataType: 'text' } },
  ],
  ['GetParameter', { Name: '/a/one:1' }, { Parameter: { Value: '1', Version: 1, Selector: ':1' } }],
  ['GetParameter', { Name: 'secret', WithDecryption: true }, { Parameter: { Value: 's3' } }],
  ['GetParameter', { Name: 'secret' }, { Parameter: { Value: expect.not.stringContaining('s3') } }],
  ['GetParameter', { Name: '/a/one', WithDecryption: null }, { Parameter: { Value: '2' } }],
  ['GetParameters', { Names: ['/a/one', '/none'] }, { ...named('/a/one'), InvalidParameters: ['/none'] }],
  ['GetParametersByPath', { Path: '/a' }, named('/a/one')],
  ['GetParametersByPath', { Path: '/', Recursive: true }, named('/a/b/list', '/a/one')],
  [
    'GetParametersByPath',
    { Path: '/a', Recursive: true, ...filter('Type', 'Equals', 'StringList') },
    named('/a/b/list'),
  ],
  [
    'GetParameterHistory',
    { Name: '/a/one' },
    {
      Parameters: [
        { Version: 1, Value: '1' },
        { Version: 2, Value: '2' },
      ],
    },
  ],
  ['GetParameterHistory', { Name: '/a/one', MaxResults: 1 }, { NextToken: expect.any(String) }],
  ['DescribeParameters', {}, named('/a/b/list', '/a/one', 'secret')],
  [
    'DescribeParameters',
    { MaxResults: 2 },
    { ...named('/a/b/list', '/a/one'), NextToken: expect.any(String) },
  ],
  [
    'DescribeParameters',
    filter('Name', 'Equals', '/a/one'),
    { Parameters: [{ Description: 'two', Tier: 'Standard' }] },
  ],
  ['DescribeParameters', filter('Name', 'BeginsWith', '/a'), named('/a/b/list', '/a/one')],
  [
    'DescribeParameters',
    filter('Name', 'Contains', 'cre'),
    { Parameters: [{ Name: 'secret', KeyId: 'alias/aws/ssm' }] },
  ],
  ['DescribeParameters', filter('Path', 'Recursive', '/a'), named('/a/b/list', '/a/one')],
  ['DescribeParameters', filter('Path', 'OneLevel', '/a'), named('/a/one')],
  ['DescribeParameters', filter('Type', 'Equals', 'SecureString'), named('secret')],
  ['DescribeParameters', filter('tag:k', 'Equals', 'v'), named('/a/one')],
  ['DescribeParameters', { ParameterFilters: [{ Key: 'tag:k' }] }, named('/a/one')],
  ['DescribeParameters', { Filters: [{ Key: 'Name', Values: ['/a/one'] }] }, named('/a/one')],
  ['DescribeParameters', { Shared: true }, { Parameters: [] }],
  ['ListTagsForResource', RESOURCE, { TagList: [{ Key: 'k', Value: 'v' }] }],
  [
    'PutParameter',
    { Name: 'new', Type: 'String', Value: 'x'.repeat(8_192), Tier: 'Advanced' },
    { Version: 1, Tier: 'Advanced' },
  ],
  [
    'PutParameter',
    { Name: 'new', Type: 'String', Value: 'x', Tier: 'Intelligent-Tiering' },
    { Tier: 'Standard' },
  ],
  ['PutParameter', { Name: 'secret', Value: 'new', Overwrite: true, KeyId: 'alias/mine' }, { Version: 2 }],
  ['DeleteParameter', { Name: '/a/one' }, {}],
  [
    'DeleteParameters',
    { Names: ['/a/one', '/none'] },
    { DeletedParameters: ['/a/one'], InvalidParameters: ['/none'] },
  ],
])('%s of %j', async (operation, input, expected) => {
  expect(await call(operation, input)).toMatchObject(expected);
});

const TOO_MANY = Array.from({ length: 11 }, (_, index) => `/p/${index}`);
test.each([
  ['GetParameter', { Name: '/none' }, 'ParameterNotFound'],
  ['GetParameter', { Name: '/a/one:7' }, 'ParameterVersionNotFound'],
  ['GetParameter', {}, 'ValidationException'],
  ['GetParameter', { Name: null }, 'ValidationException'],
  ['GetParameter', { Name: 1 }, 'SerializationException'],
  ['GetParameter', { Name: '/a/one', WithDecryption: 'yes' }, 'SerializationException'],
  ['GetParameters', { Names: TOO_MANY }, 'ValidationException'],
  ['GetParameters', { Names: '/a/one' }, 'SerializationException'],
  ['GetParametersByPath', { Path: 'a' }, 'ValidationException'],
  ['GetParametersByPath', { Path: '/a', MaxResults: 11 }, 'ValidationException'],
  ['GetParametersByPath', { Path: '/a', NextToken: 'x' }, 'InvalidNextToken'],
  ['GetParametersByPath', { Path: '/a', ...filter('Name', 'Equals', 'x') }, 'InvalidFilterKey'],
  ['GetParameterHistory', { Name: '/none' }, 'ParameterNotFound'],
  ['DescribeParameters', filter('Nonsense', 'Equals', 'x'), 'InvalidFilterKey'],
  ['DescribeParameters', filter('Type', 'Contains', 'x'), 'InvalidFilterOption'],
  ['DescribeParameters', { ParameterFilters: [{ Key: 'Name' }] }, 'InvalidFilterValue'],
  ['DescribeParameters', { MaxResults: '1' }, 'SerializationException'],
  ['PutParameter', { Name: '/a/one', Type: 'String', Value: 'x' }, 'ParameterAlreadyExists'],
  ['PutParameter', { Name: 'new', Value: 'x' }, 'ValidationException'],
  ['PutParameter', { Name: 'new', Type: 'Text', Value: 'x' }, 'ValidationException'],
  ['PutParameter', { Name: 'new', Type: 'String', Value: 'x'.repeat(4_097) }, 'ValidationException'],
  ['PutParameter', { Name: '/aws/x', Type: 'String', Value: 'x' }, 'ValidationException'],
  [
    'PutParameter',
    { Name: '/a/one', Value: 'x', Overwrite: true, Tags: [{ Key: 'a', Value: 'b' }] },
    'ValidationException',
  ],
  ['PutParameter', { Name: 'new', Type: 'String', Value: 'x', KeyId: 'k' }, 'ValidationException'],
  [
    'PutParameter',
    { Name: 'new', Type: 'String', Value: 'x', DataType: 'aws:ec2:image' },
    'ValidationException',
  ],
  [
    'PutParameter',
    { Name: 'new', Type: 'String', Value: 'x', Policies: '[{"Type":"Expiration"}]' },
    'ValidationException',
  ],
  [
    'PutParameter',
    { Name: 'new', Type: 'String', Value: 'x', AllowedPattern: '.*' },
    'InvalidAllowedPatternException',
  ],
  ['DeleteParameter', { Name: '/none' }, 'ParameterNotFound'],
  ['ListTagsForResource', { ResourceType: 'Document', ResourceId: 'x' }, 'InvalidResourceType'],
  ['ListTagsForResource', { ...RESOURCE, ResourceId: '/none' }, 'InvalidResourceId'],
  ['LabelParameterVersion', { Name: '/a/one', Labels: ['x'] }, 'UnknownOperationException'],
  ['SendCommand', {}, 'UnknownOperationException'],
])('%s of %j is refused as on AWS: %s', async (operation, input, type) => {
  await expect(call(operation, input)).rejects.toThrow(AwsFault);
  await expect(call(operation, input)).rejects.toMatchObject({ type });
});

test('pages join to the whole list, 10 by path where the caller names no size', async () => {
  for (const Name of TOO_MANY) await call('PutParameter', { Name, Type: 'String', Value: 'x' });

  const first = await call('GetParametersByPath', { Path: '/p' });
  const second = await call('GetParametersByPath', { Path: '/p', NextToken: first.NextToken });

  expect([first.Parameters, second.Parameters]).toEqual([expect.any(Array), expect.any(Array)]);
  const names = [first, second].flatMap(({ Parameters }) =>
    (Parameters as { Name: string }[]).map(({ Name }) => Name),
  );
  expect([names.length, new Set(names)]).toEqual([11, new Set(TOO_MANY)]);
  expect(second).not.toHaveProperty('NextToken');
});

test('tags are added and removed, and stay when a value is overwritten and after a restart', async () => {
  await call('AddTagsToResource', { ...RESOURCE, Tags: [{ Key: 'stage', Value: 'local' }] });
  await call('RemoveTagsFromResource', { ...RESOURCE, TagKeys: ['k'] });
  await call('PutParameter', { Name: '/a/one', Value: '3', Overwrite: true });
  store = await createSsmStore({ path: folder });

  expect(await call('ListTagsForResource', RESOURCE)).toEqual({
    TagList: [{ Key: 'stage', Value: 'local' }],
  });
  expect(await call('GetParameterHistory', { Name: '/a/one' })).toMatchObject({
    Parameters: [{ Value: '1' }, { Value: '2' }, { Value: '3' }],
  });
});
