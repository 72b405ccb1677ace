import { expect, test } from 'vitest';
import { samTemplate } from './sam-template.ts';

const FUNCTION = {
  key: 'order/place-order',
  service: 'order',
  name: 'food-delivery-local-order-place-order',
  arn: 'arn',
  directory: '/dist/order/place-order',
  handler: 'index.handler',
  timeoutMs: 25_000,
  memoryMb: 256,
  reservedConcurrency: undefined,
};

test('a template for sam holds one function, and its variables point to the containers', () => {
  const model = {
    ...FUNCTION,
    variables: (deployment: {
      parameter(name: string): string | undefined;
      queueUrl(name: string): string | undefined;
    }) => ({
      USER_SERVICE_URL: deployment.parameter('UserServiceUrl') ?? '',
      RECOVERY_QUEUE_URL: deployment.queueUrl('food-delivery-local-recovery') ?? '',
    }),
  };

  const template = samTemplate(model, {
    UserServiceUrl: 'http://127.0.0.1:4566/_aws/execute-api/user/local',
  });

  expect(template.Resources.Function.Properties).toMatchObject({
    CodeUri: '/dist/order/place-order',
    Handler: 'index.handler',
    Timeout: 25,
    MemorySize: 256,
    Environment: {
      Variables: {
        USER_SERVICE_URL: 'http://localstack:4566/_aws/execute-api/user/local',
        RECOVERY_QUEUE_URL:
          'http://localstack:4566/queue/us-east-1/000000000000/food-delivery-local-recovery',
        AWS_ENDPOINT_URL: 'http://localstack:4566',
      },
    },
  });
});
