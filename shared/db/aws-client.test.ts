import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { awsClientOptions, withoutAwsHeaders } from './aws-client.ts';

beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL', undefined);
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const stackOf = (options = awsClientOptions(1_000)): string => {
  const client = new DynamoDBClient({ ...options, region: 'eu-north-1' });
  return withoutAwsHeaders(client, 'DYNAMODB').middlewareStack.identify().join('\n');
};

test('on AWS a client has all that the SDK gives it', () => {
  for (const name of ['getUserAgent', 'recursionDetection', 'logger']) {
    expect(stackOf()).toContain(`${name}Middleware`);
  }
});

test.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_DYNAMODB'])(
  'with %s it has what the store needs',
  (name) => {
    vi.stubEnv(name, 'http://localhost:8004');

    const stack = stackOf();

    for (const left of ['getUserAgent', 'recursionDetection', 'logger']) expect(stack).not.toContain(left);
    for (const kept of ['retry', 'contentLength', 'hostHeader', 'httpSigning', 'serializer']) {
      expect(stack).toContain(kept);
    }
  },
);

test('an address of another store is none of this one', () => {
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', 'http://localhost:8004');

  expect(stackOf()).toContain('getUserAgentMiddleware');
});
