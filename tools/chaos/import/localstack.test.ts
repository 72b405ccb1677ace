import { expect, test } from 'vitest';
import { imported } from './import-for-test.ts';

test('services are the ports that call them, and Lambda is the handlers', () => {
  const { rules, left } = imported([
    { service: 'dynamodb', region: 'us-east-1' },
    {
      service: 'lambda',
      operation: 'Invoke',
      probability: 0.3,
      error: { statusCode: 429, code: 'TooManyRequests' },
    },
    { service: 'sqs', operation: 'SendMessage' },
    { service: 'sqs', operation: 'ReceiveMessage' },
    { service: 'ssm', operation: 'GetParameter' },
    { service: 's3' },
    { region: 'eu-west-1' },
  ]);

  expect(rules).toEqual([
    ['localstack-1-1-dynamodb', 'user.users.*', 'exception', {}],
    ['localstack-1-2-dynamodb', 'order.orders.*', 'exception', {}],
    ['localstack-1-3-dynamodb', 'order.payments.*', 'exception', {}],
    ['localstack-2-1-lambda', '*.handler', 'status', { status: 429, percentage: 30 }],
    ['localstack-2-2-lambda', 'order.consumer', 'exception', { percentage: 30 }],
    ['localstack-3-sqs', 'order.*', 'send_fails', {}],
  ]);
  expect(left).toEqual([
    'rule 1 dynamodb: order.reader.find answers from a cache too, and no rule fails what lies behind alone',
    'rule 4 sqs ReceiveMessage: only sending is a call of the services; the platform receives and deletes',
    'rule 5 ssm GetParameter: no point calls SSM; the services read their faults there',
    'rule 6 s3: only dynamodb, sqs, ssm, lambda can fail here, not s3',
    'rule 7: this system is in us-east-1, not in eu-west-1',
  ]);
});

test('an error of DynamoDB with a mode of its own acts below the retries', () => {
  const error = { statusCode: 400, code: 'ProvisionedThroughputExceededException' };

  const { rules, left } = imported([{ service: 'dynamodb', operation: 'PutItem', error }]);

  expect(rules).toEqual([
    ['localstack-1-1-dynamodb', 'user.*', 'throttled', {}],
    ['localstack-1-2-dynamodb', 'order.*', 'throttled', {}],
  ]);
  expect(left).toEqual([
    'rule 1 dynamodb PutItem: no rule names one operation: it acts on every call to DynamoDB, not on PutItem alone',
  ]);
});

test.each([
  ['ConditionalCheckFailedException', 'conditional_conflict'],
  ['TransactionCanceledException', 'transaction_cancelled'],
])('%s is the mode %s', (code, mode) => {
  const { rules } = imported([{ service: 'dynamodb', error: { statusCode: 400, code } }]);

  expect(rules.map((rule) => rule[2])).toEqual(Array(rules.length).fill(mode));
  expect(rules.length).toBeGreaterThan(0);
});
