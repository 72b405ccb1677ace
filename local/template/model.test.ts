// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of CloudFormation
import { expect, test } from 'vitest';
import { testFolder } from '#tests/support/engine/gateway-rig';
import { stackOf, type TestFunction } from '#tests/support/engine/templates';
import { EngineError } from '../host/engine-error.ts';
import { RESOURCE_TYPES } from '../services/backends.ts';
import { type Deployment, readModel } from './model.ts';

const DEPLOYMENT: Deployment = {
  parameter: (name) => ({ DatabaseUrl: 'postgres://db' })[name],
  queueUrl: (name) => `http://queues/${name}`,
};
const QUEUE = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'recovery', VisibilityTimeout: 25 } };

function variablesOf(variables: Record<string, unknown>, rest: Parameters<typeof stackOf>[2] = {}) {
  const model = readModel([stackOf(testFolder(), { reader: { variables } }, rest)], RESOURCE_TYPES);
  return model.functions[0]?.variables(DEPLOYMENT);
}

test('a function is read from its resource', () => {
  const properties = { Timeout: 25, MemorySize: 512, ReservedConcurrentExecutions: 3 };
  const [model] = readModel(
    [stackOf(testFolder(), { 'place-order': { properties } })],
    RESOURCE_TYPES,
  ).functions;

  expect(model).toMatchObject({
    key: 'order/place-order',
    service: 'order',
    name: 'food-delivery-local-order-place-order',
    handler: 'index.handler',
    timeoutMs: 25_000,
    memoryMb: 512,
    reservedConcurrency: 3,
  });
});

test('routes are built from resources and methods', () => {
  const functions: Record<string, TestFunction> = {
    home: { route: 'ANY /' },
    get: { route: 'GET /menus/{id}' },
    rest: { route: 'ANY /{proxy+}' },
  };
  const [api] = readModel([stackOf(testFolder(), functions)], RESOURCE_TYPES).apis;

  expect(api).toMatchObject({ service: 'order', stage: 'local' });
  expect(api?.routes.map(({ method, path, target }) => [method, path, target.key])).toEqual([
    ['ANY', '/', 'order/home'],
    ['GET', '/menus/{id}', 'order/get'],
    ['ANY', '/{proxy+}', 'order/rest'],
  ]);
});

test('references are followed', () => {
  const variables = {
    PARAMETER: { Ref: 'DatabaseUrl' },
    DEFAULT: { Ref: 'Level' },
    QUEUE: { Ref: 'Queue' },
    QUEUE_ARN: { 'Fn::GetAtt': ['Queue', 'Arn'] },
    QUEUE_NAME: { 'Fn::GetAtt': 'Queue.QueueName' },
    JOIN: { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, { Ref: 'AWS::StackName' }]] },
    SUB: { 'Fn::Sub': '${AWS::AccountId}/${Queue.QueueName}/${!literal}' },
    SUB_OWN: { 'Fn::Sub': ['${own}/${Level}', { own: { Ref: 'AWS::Partition' } }] },
    SELECT: { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] },
    NOTHING: { Ref: 'AWS::NoValue' },
    NUMBER: 5,
  };
  const template = {
    Parameters: { DatabaseUrl: { Type: 'String' }, Level: { Type: 'String', Default: 'INFO' } },
  };

  expect(variablesOf(variables, { resources: { Queue: QUEUE }, template })).toEqual({
    PARAMETER: 'postgres://db',
    DEFAULT: 'INFO',
    QUEUE: 'http://queues/recovery',
    QUEUE_ARN: 'arn:aws:sqs:us-east-1:000000000000:recovery',
    QUEUE_NAME: 'recovery',
    JOIN: 'a-us-east-1-TestStack',
    SUB: '000000000000/recovery/${literal}',
    SUB_OWN: 'aws/INFO',
    SELECT: 'b',
    NUMBER: '5',
  });
});

test('one stack can import the exports of another', () => {
  const folder = testFolder();
  const exporter = stackOf(
    folder,
    {},
    {
      id: 'Exporter',
      service: 'user',
      resources: { Queue: QUEUE },
      template: {
        Outputs: {
          Out: { Value: { Ref: 'Queue' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:queue' } } },
        },
      },
    },
  );
  const importer = stackOf(folder, {
    reader: { variables: { URL: { 'Fn::ImportValue': 'Exporter:queue' } } },
  });

  const [reader] = readModel([exporter, importer], RESOURCE_TYPES).functions;

  expect(reader?.variables(DEPLOYMENT)).toEqual({ URL: 'http://queues/recovery' });
});

test('stores, event sources and gateway responses are read', () => {
  const resources = {
    Queue: QUEUE,
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders', KeySchema: [] } },
    Switches: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/a/b', Type: 'String', Value: '{}' } },
    Source: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        BatchSize: 5,
        EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
        FunctionName: { Ref: 'recover' },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
    Refused: {
      Type: 'AWS::ApiGateway::GatewayResponse',
      Properties: {
        RestApiId: { Ref: 'Api' },
        ResponseType: 'DEFAULT_4XX',
        StatusCode: '404',
        ResponseParameters: { 'gatewayresponse.header.x-a': "'b'" },
        ResponseTemplates: { 'application/json': '{}' },
      },
    },
  };
  const model = readModel([stackOf(testFolder(), { recover: {} }, { resources })], RESOURCE_TYPES);

  expect(model.resources('AWS::DynamoDB::Table')).toMatchObject([
    { name: 'orders', properties: { TableName: 'orders' } },
  ]);
  expect(model.resources('AWS::SQS::Queue')).toMatchObject([
    { name: 'recovery', properties: { VisibilityTimeout: 25 } },
  ]);
  expect(model.resources('AWS::SSM::Parameter')).toMatchObject([
    { name: '/a/b', properties: { Value: '{}' } },
  ]);
  expect(model.eventSources).toMatchObject([
    { queue: 'recovery', target: { key: 'order/recover' }, batchSize: 5, reportsItemFailures: true },
  ]);
  expect(model.apis[0]?.responses.get('DEFAULT_4XX')).toEqual({
    status: 404,
    headers: { 'x-a': "'b'" },
    template: '{}',
  });
});

const refused =
  (functions: Record<string, TestFunction>, rest: Parameters<typeof stackOf>[2] = {}) =>
  () =>
    readModel([stackOf(testFolder(), functions, rest)], RESOURCE_TYPES);

test.each([
  [
    'an unknown resource type',
    refused({}, { resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }),
    'TestStack: Bucket (AWS::S3::Bucket) is of a type the engine does not support.',
  ],
  [
    'a reference to nothing',
    refused({ a: { variables: { X: { Ref: 'Nowhere' } } } }),
    "TestStack: a (AWS::Lambda::Function) refers to 'Nowhere', which is not in the template.",
  ],
  [
    'an unknown attribute',
    refused({ a: { variables: { X: { 'Fn::GetAtt': ['Api', 'Moon'] } } } }),
    "TestStack: a (AWS::Lambda::Function) needs the attribute Moon of 'Api', which the engine does not support.",
  ],
  [
    'an import that no stack exports',
    refused({ a: { variables: { X: { 'Fn::ImportValue': 'x' } } } }),
    "TestStack: a (AWS::Lambda::Function) imports 'x', which no stack exports.",
  ],
  [
    'an unknown intrinsic function',
    refused({ a: { variables: { X: { 'Fn::If': [] } } } }),
    'TestStack: a (AWS::Lambda::Function) uses Fn::If, which the engine does not support.',
  ],
  [
    'another runtime',
    refused({ a: { properties: { Runtime: 'python3.14' } } }),
    'TestStack: a (AWS::Lambda::Function) needs the runtime python3.14; the engine runs nodejs24.x.',
  ],
  [
    'code that is not there',
    refused({ a: { properties: { Code: { S3Key: 'gone.zip' } } } }),
    'TestStack: a (AWS::Lambda::Function): its code, the asset gone, is missing.',
  ],
  [
    'a condition',
    refused({}, { resources: { Queue: { ...QUEUE, Condition: 'C' } } }),
    'The template of TestStack is broken: Resources.Queue.Condition: has a Condition, which the engine does not support.',
  ],
  [
    'no resources',
    refused({}, { template: { Resources: undefined } }),
    /The template of TestStack is broken: Resources: /,
  ],
])('%s is refused in one sentence that names it', (_, read, message) => {
  expect(read).toThrow(EngineError);
  expect(read).toThrow(message);
});

test('a parameter without a value is named when it is needed', () => {
  const template = { Parameters: { JwtSecret: { Type: 'String' } } };

  expect(() => variablesOf({ X: { Ref: 'JwtSecret' } }, { template })).toThrow(
    'TestStack: the parameter JwtSecret has no value and no default.',
  );
});
