import type { Dynamo } from '#shared/db/dynamo';
import type { Items } from './user-items.ts';

export type UserTable = ReturnType<typeof openUserTable>;

/** The two calls that users need of their table. */
export function openUserTable(dynamo: Dynamo, table: string) {
  async function get<Item>(pk: string): Promise<Item | undefined> {
    // Consistent, because an old state must not decide a login or a token.
    const item = await dynamo.get({ TableName: table, Key: { pk }, ConsistentRead: true });
    return item as Item | undefined;
  }

  function write(items: Items): Promise<void> {
    return dynamo.putTogether(
      items.map(({ item }) => ({
        TableName: table,
        Item: { ...item },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      })),
    );
  }

  return { get, write };
}
