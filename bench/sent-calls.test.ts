import { expect, test } from 'vitest';
import { createDynamo } from '#shared/db/dynamo';
import { sentCalls } from './sent-calls.ts';

test('a call is what the client sends, in the form of the service', async () => {
  const sent = await sentCalls(async (place) => {
    const dynamo = createDynamo({ attemptMs: 1_000, place });
    await dynamo.get({ TableName: 'users', Key: { pk: 'user#7' }, ConsistentRead: true });
    await dynamo.put({ TableName: 'users', Item: { pk: 'user#8' } });
    dynamo.close();
  });

  expect(sent).toEqual([
    {
      operation: 'GetItem',
      input: { TableName: 'users', Key: { pk: { S: 'user#7' } }, ConsistentRead: true },
    },
    { operation: 'PutItem', input: { TableName: 'users', Item: { pk: { S: 'user#8' } } } },
  ]);
});
