import { expect, test } from 'vitest';
import { AwsError } from '#shared/aws/aws-error';
import { readAnswer, spanOf } from './dynamo-spans.ts';
import type { DynamoStep } from './dynamo-step.ts';

const TableName = 'payments';
const CHARGE: DynamoStep = { name: 'charge', result: 'outcome' };
const PUT = { TableName, Item: { order_id: 7, outcome: 'declined' } };
const refusal = (name: string, details: object = {}) => new AwsError(name, 'no', 400, { ...details });
const conditionFailed = (details?: object) => refusal('ConditionalCheckFailedException', details);
const cancelled = (...codes: string[]) =>
  refusal('TransactionCanceledException', { CancellationReasons: codes.map((Code) => ({ Code })) });

test('the span of a step has its name, and the attributes of the call', () => {
  expect(spanOf('PutItem', PUT, CHARGE)).toMatchObject({
    name: 'charge',
    attributes: { 'db.operation.name': 'PutItem', 'db.collection.name': 'payments' },
  });
});

test('any other call is named after its operation and table', () => {
  const { name, readResult } = spanOf('GetItem', { TableName, Key: { order_id: 7 } });

  expect([name, readResult]).toEqual(['GetItem payments', undefined]);
});

test.each([
  ['what was put', PUT, CHARGE, {}, { 'food.step.result': 'declined' }],
  [
    'the item that stood already',
    PUT,
    CHARGE,
    conditionFailed({ Item: { outcome: { S: 'charged' } } }),
    { 'food.step.result': 'charged' },
  ],
  ['nothing, where a refusal shows no item', PUT, CHARGE, conditionFailed(), {}],
  [
    'the item after an update',
    { TableName, Key: { pk: 'order#7' } },
    { name: 'cancel order', result: 'status' } as const,
    { Attributes: { status: 'cancelled' } },
    { 'food.step.result': 'cancelled' },
  ],
])('the result of a step is that of %s', (_, input, step, answer, result) => {
  expect(spanOf('', input, step).readResult?.(answer)).toEqual(result);
});

test('a step may have no result', () => {
  expect(spanOf('GetItem', { TableName, Key: { pk: 'key' } }, { name: 'find key' })).toMatchObject({
    name: 'find key',
    readResult: undefined,
  });
});

test.each([
  [conditionFailed(), 'ConditionalCheckFailedException'],
  [cancelled('None', 'ConditionalCheckFailed'), 'TransactionCanceledException'],
  [cancelled('ConditionalCheckFailed', 'TransactionConflict'), undefined],
  [refusal('ProvisionedThroughputExceededException'), undefined],
  [new Error('no connection'), undefined],
])('%s is an answer only where a condition decided it', (error, status) => {
  expect(readAnswer(error)?.['db.response.status_code']).toBe(status);
});
