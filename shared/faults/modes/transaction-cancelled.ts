import * as z from 'zod';
import { surrounding } from './mode.ts';
import { dynamoRefusal } from './wire/dynamo-refusal.ts';

export const transactionCancelled = surrounding({
  name: 'transaction_cancelled',
  summary: 'DynamoDB cancels a transaction because another one writes the same item.',
  seam: 'dynamodb',
  fits: ({ name }) => /\.(put|insert)$/.test(name),
  appliesTo: ({ operation }) => operation === 'TransactWriteItems',
  params: () => z.object({}),
  around: async () =>
    dynamoRefusal('TransactionCanceledException', 'Transaction cancelled [TransactionConflict, None]', {
      Message: 'Transaction cancelled [TransactionConflict, None]',
      CancellationReasons: [
        { Code: 'TransactionConflict', Message: 'Transaction is ongoing' },
        { Code: 'None' },
      ],
    }),
});
