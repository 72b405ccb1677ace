import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Items } from './user-items.ts';

export type UserTable = ReturnType<typeof openUserTable>;

/** The two calls that users need of their table. */
export function openUserTable(dynamo: DynamoDBDocumentClient, table: string) {
  async function get<Item>(pk: string): Promise<Item | undefined> {
    // Consistent, because an old state must not decide a login or a token.
    const { Item } = await dynamo.send(
      new GetCommand({ TableName: table, Key: { pk }, ConsistentRead: true }),
    );
    return Item as Item | undefined;
  }

  function write(items: Items): Promise<unknown> {
    const TransactItems = items.map(({ item }) => ({
      Put: {
        TableName: table,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
      },
    }));
    return dynamo.send(new TransactWriteCommand({ TransactItems }));
  }

  return { get, write };
}
