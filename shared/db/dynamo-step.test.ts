import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { spanOf } from './dynamo-spans.ts';
import { asStep } from './dynamo-step.ts';

const TableName = 'payments';
const charge = () =>
  asStep(
    { name: 'charge', result: 'outcome' },
    new PutCommand({ TableName, Item: { order_id: 7, outcome: 'declined' } }),
  );
const refusal = (Item?: Record<string, { S: string }>) =>
  new ConditionalCheckFailedException({ message: 'no', $metadata: {}, ...(Item && { Item }) });

test('the span of a step has its name, and the attributes of the call', () => {
  expect(spanOf('PutItem', charge().input)).toMatchObject({
    name: 'charge',
    attributes: { 'db.operation.name': 'PutItem', 'db.collection.name': 'payments' },
  });
});

test('any other call is named after its operation and table', () => {
  const { name, readResult } = spanOf('GetItem', new GetCommand({ TableName, Key: { order_id: 7 } }).input);

  expect([name, readResult]).toEqual(['GetItem payments', undefined]);
});

test.each([
  ['what was put', charge(), {}, { 'food.step.result': 'declined' }],
  [
    'the item that stood already',
    charge(),
    refusal({ outcome: { S: 'charged' } }),
    { 'food.step.result': 'charged' },
  ],
  ['nothing, where a refusal shows no item', charge(), refusal(), {}],
  [
    'the item after an update',
    asStep(
      { name: 'cancel order', result: 'status' },
      new UpdateCommand({ TableName, Key: { pk: 'order#7' } }),
    ),
    { Attributes: { status: 'cancelled' } },
    { 'food.step.result': 'cancelled' },
  ],
])('the result of a step is that of %s', (_, command, answer, result) => {
  expect(spanOf('', command.input).readResult?.(answer)).toEqual(result);
});

test('a step may have no result', () => {
  const { input } = asStep({ name: 'find key' }, new GetCommand({ TableName, Key: { pk: 'key' } }));

  expect(spanOf('GetItem', input)).toMatchObject({ name: 'find key', readResult: undefined });
});
