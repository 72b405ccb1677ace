import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import { restCall } from '#tests/support/engine/aws-calls';
import { removeFolder, temporaryFolder } from '#tests/support/engine/service-bench';
import { FUNCTIONS, optionsFor } from '#tests/support/engine/small-system';
import { startTestEngine, type TestEngineOptions } from '#tests/support/engine/test-engine';

let engine: Engine;
let options: TestEngineOptions;
let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  const shout = { source: `export const handler = async () => { console.log('so it was'); return 1; };` };
  options = await optionsFor({ ...FUNCTIONS, shout }, folder);
  engine = await startTestEngine(options);
});
afterAll(async () => {
  await engine.dispose();
  await removeFolder(options.dataDir);
  await removeFolder(folder);
});

const NAME = 'food-delivery-local-order-double';
const ARN = `arn:aws:lambda:us-east-1:000000000000:function:${NAME}`;
const HERE = `/2015-03-31/functions/${NAME}`;
const lambda = (method: string, path: string, init = {}) =>
  restCall(`${engine.urls.engine}${path}`, 'lambda', method, init);

test.each([
  ['ListFunctions', '/2015-03-31/functions/', { Functions: expect.any(Array) }],
  ['ListFunctions, a page', '/2015-03-31/functions/?MaxItems=2', { NextMarker: expect.any(String) }],
  ['GetFunction', HERE, { Configuration: { FunctionArn: ARN }, Code: { RepositoryType: 'S3' } }],
  ['GetFunction by ARN', `/2015-03-31/functions/${ARN}`, { Configuration: { FunctionArn: ARN } }],
  ['GetFunction by key', '/2015-03-31/functions/order%2Fdouble', { Configuration: { FunctionArn: ARN } }],
  [
    'GetFunctionConfiguration',
    `${HERE}/configuration?Qualifier=$LATEST`,
    { FunctionName: NAME, Runtime: 'nodejs24.x', State: 'Active', Version: '$LATEST', PackageType: 'Zip' },
  ],
  ['ListVersionsByFunction', `${HERE}/versions`, { Versions: [{ Version: '$LATEST' }] }],
  ['ListAliases', `${HERE}/aliases`, { Aliases: [] }],
  ['GetFunctionConcurrency', HERE.replace('2015-03-31', '2019-09-30').concat('/concurrency'), {}],
  [
    'GetProvisionedConcurrencyConfig of all',
    `/2019-09-30/functions/${NAME}/provisioned-concurrency?List=ALL`,
    { ProvisionedConcurrencyConfigs: [] },
  ],
  [
    'ListFunctionEventInvokeConfigs',
    `/2019-09-25/functions/${NAME}/event-invoke-config/list`,
    { FunctionEventInvokeConfigs: [] },
  ],
  [
    'GetFunctionCodeSigningConfig',
    `/2020-06-30/functions/${NAME}/code-signing-config`,
    { FunctionName: NAME },
  ],
  [
    'GetRuntimeManagementConfig',
    `/2021-07-20/functions/${NAME}/runtime-management-config`,
    { FunctionArn: ARN },
  ],
  ['ListFunctionUrlConfigs', `/2021-10-31/functions/${NAME}/urls`, { FunctionUrlConfigs: [] }],
  [
    'GetFunctionRecursionConfig',
    `/2024-08-31/functions/${NAME}/recursion-config`,
    { RecursiveLoop: 'Terminate' },
  ],
  ['ListEventSourceMappings', '/2015-03-31/event-source-mappings/', { EventSourceMappings: [] }],
  ['ListTags', `/2017-03-31/tags/${encodeURIComponent(ARN)}`, { Tags: {} }],
  ['GetAccountSettings', '/2016-08-19/account-settings/', { AccountUsage: { FunctionCount: 5 } }],
  ['ListLayers', '/2018-10-31/layers', { Layers: [] }],
  ['ListCodeSigningConfigs', '/2020-04-22/code-signing-configs/', { CodeSigningConfigs: [] }],
])('%s answers as on AWS', async (_, path, expected) => {
  const { status, text } = await lambda('GET', path);

  expect({ status, body: JSON.parse(text) }).toMatchObject({ status: 200, body: expected });
});

const NOT_FOUND = 'ResourceNotFoundException';
test.each([
  ['GetFunction', 'GET', '/2015-03-31/functions/nope', 404, NOT_FOUND],
  ['GetFunction of a version', 'GET', `${HERE}?Qualifier=7`, 404, NOT_FOUND],
  ['Invoke of an alias', 'POST', `${HERE}:PROD/invocations`, 404, NOT_FOUND],
  ['two qualifiers', 'GET', `${HERE}:1?Qualifier=2`, 400, 'InvalidParameterValueException'],
  ['GetAlias', 'GET', `${HERE}/aliases/PROD`, 404, NOT_FOUND],
  ['GetPolicy', 'GET', `${HERE}/policy`, 404, NOT_FOUND],
  ['GetFunctionUrlConfig', 'GET', `/2021-10-31/functions/${NAME}/url`, 404, NOT_FOUND],
  [
    'GetFunctionEventInvokeConfig',
    'GET',
    `/2019-09-25/functions/${NAME}/event-invoke-config`,
    404,
    NOT_FOUND,
  ],
  [
    'GetProvisionedConcurrencyConfig',
    'GET',
    `/2019-09-30/functions/${NAME}/provisioned-concurrency?Qualifier=1`,
    404,
    'ProvisionedConcurrencyConfigNotFoundException',
  ],
  ['GetEventSourceMapping', 'GET', '/2015-03-31/event-source-mappings/x', 404, NOT_FOUND],
  ['a page of none', 'GET', '/2015-03-31/functions?MaxItems=0', 400, 'ValidationException'],
  ['a page of x', 'GET', '/2015-03-31/functions?MaxItems=x', 400, 'ValidationException'],
  ['a wrong FunctionVersion', 'GET', '/2015-03-31/functions?FunctionVersion=x', 400, 'ValidationException'],
  ['an unknown operation', 'GET', `${HERE}/nothing`, 404, 'UnknownOperationException'],
  ['CreateFunction', 'POST', '/2015-03-31/functions', 403, 'AccessDeniedException'],
  ['UpdateFunctionCode', 'PUT', `${HERE}/code`, 403, 'AccessDeniedException'],
  ['UpdateFunctionConfiguration', 'PUT', `${HERE}/configuration`, 403, 'AccessDeniedException'],
  ['DeleteFunction', 'DELETE', HERE, 403, 'AccessDeniedException'],
  ['AddPermission', 'POST', `${HERE}/policy`, 403, 'AccessDeniedException'],
  ['TagResource', 'POST', `/2017-03-31/tags/${encodeURIComponent(ARN)}`, 403, 'AccessDeniedException'],
])('%s is refused with the error of AWS', async (_, method, path, status, type) => {
  const answer = await lambda(method, path, method === 'GET' ? {} : { body: '{}' });

  expect({ status: answer.status, type: answer.headers.get('x-amzn-errortype') }).toEqual({ status, type });
  expect(JSON.parse(answer.text)).toMatchObject({ Type: 'User', message: expect.stringMatching(/./) });
});

test('no description of a function shows its variables', async () => {
  const { text } = await lambda('GET', '/2015-03-31/functions/food-delivery-local-order-env/configuration');

  expect(JSON.parse(text).Environment).toEqual({ Error: expect.any(Object) });
  expect(text).not.toContain('DATABASE_URL');
});

test.each([
  ['RequestResponse', {}, 200, '6'],
  ['RequestResponse', { 'x-amz-invocation-type': 'RequestResponse' }, 200, '6'],
  ['Event', { 'x-amz-invocation-type': 'Event' }, 202, ''],
  ['DryRun', { 'x-amz-invocation-type': 'DryRun' }, 204, ''],
])('Invoke of the type %s: %j', async (_, headers, status, text) => {
  const answer = await lambda('POST', `${HERE}/invocations?Qualifier=$LATEST`, { headers, body: '{"n":3}' });

  expect(answer).toMatchObject({ status, text });
  expect(answer.headers.get('x-amz-executed-version')).toBe('$LATEST');
});

test('InvokeAsync accepts an event', async () => {
  const answer = await lambda('POST', `/2014-11-13/functions/${NAME}/invoke-async/`, { body: '{"n":3}' });

  expect(answer).toMatchObject({ status: 202, text: '{"Status":202}' });
});

test.each([
  ['x-amz-invocation-type', 'event', 'invocationType'],
  ['x-amz-log-type', 'All', 'logType'],
])('Invoke with a wrong %s names it', async (header, value, member) => {
  const answer = await lambda('POST', `${HERE}/invocations`, { headers: { [header]: value }, body: '{}' });

  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.text).message).toContain(`Value '${value}' at '${member}' failed to satisfy`);
});

test('LogType Tail returns what the function printed', async () => {
  const answer = await lambda('POST', '/2015-03-31/functions/order/shout/invocations', {
    headers: { 'x-amz-log-type': 'Tail' },
  });

  const log = Buffer.from(answer.headers.get('x-amz-log-result') ?? '', 'base64').toString();
  expect(answer.text).toBe('1');
  expect(log).toMatch(
    /^START RequestId: \S+ Version: \$LATEST\n.*so it was.*\nEND RequestId: \S+\nREPORT .*\n$/s,
  );
});
