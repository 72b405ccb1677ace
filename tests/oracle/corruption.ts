import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { orderKey } from '#functions/order/adapters/order-item';
import type { Stores } from '#oracle/stores/connect';
import { onClient } from '#tests/support/stores/databases';

/** A token with the length of real ones. */
const IN_FORCE = 'in force'.padEnd(36);

export type Corruption = ReturnType<typeof corruptionOf>;

type Attributes = Readonly<Record<string, unknown>>;

/** Writes into the stores behind the system's back. */
export function corruptionOf({ dynamo, settings, redis }: Stores) {
  const { ORDERS_TABLE, PAYMENTS_TABLE, STAGE } = settings;
  const put = (TableName: string, Item: Attributes) => dynamo.send(new PutCommand({ TableName, Item }));
  const entryKey = (orderId: number, entryId: string) => ({ order_id: orderId, entry_id: entryId });
  const name = (key: string, part: 'val' | 'gen') => `{${STAGE}:${key}}:${part}`;
  const sql = (text: string, values: readonly unknown[] = []) =>
    onClient(settings.DATABASE_URL, (client) => client.query(text, [...values]));
  return {
    sql,
    setReservation: (orderId: number, outcome: string) =>
      sql('UPDATE inventory_operations SET outcome = $1 WHERE operation_id = $2', [
        outcome,
        `reservation-${orderId}`,
      ]),
    insertReservation: (orderId: number, createdAtMs: number) =>
      sql(
        `INSERT INTO inventory_operations (operation_id, kind, outcome, lines, created_at)
         VALUES ($1, 'reservation', 'reserved', '[{"menu_id": 6, "quantity": 1}]', to_timestamp($2))`,
        [`reservation-${orderId}`, createdAtMs / 1_000],
      ),
    putItem: (item: Attributes) => put(ORDERS_TABLE, item),
    deleteItem: (pk: string) => dynamo.send(new DeleteCommand({ TableName: ORDERS_TABLE, Key: { pk } })),
    /** Undefined removes an attribute. */
    async setOrder(orderId: number, attributes: Attributes) {
      const names = Object.keys(attributes);
      const [removed, set] = [
        names.filter((attribute) => attributes[attribute] === undefined),
        names.filter((attribute) => attributes[attribute] !== undefined),
      ];
      await dynamo.send(
        new UpdateCommand({
          TableName: ORDERS_TABLE,
          Key: { pk: orderKey(orderId) },
          UpdateExpression: [
            set.length > 0 ? `SET ${set.map((attribute) => `#${attribute} = :${attribute}`).join(', ')}` : '',
            removed.length > 0 ? `REMOVE ${removed.map((attribute) => `#${attribute}`).join(', ')}` : '',
          ].join(' '),
          ExpressionAttributeNames: Object.fromEntries(
            names.map((attribute) => [`#${attribute}`, attribute]),
          ),
          ...(set.length > 0 && {
            ExpressionAttributeValues: Object.fromEntries(
              set.map((attribute) => [`:${attribute}`, attributes[attribute]]),
            ),
          }),
        }),
      );
    },
    putEntry: (orderId: number, entryId: string, entry: { outcome: string; amount: number; at?: number }) =>
      put(PAYMENTS_TABLE, { ...entryKey(orderId, entryId), at: Date.now(), ...entry }),
    deleteEntry: (orderId: number, entryId: string) =>
      dynamo.send(new DeleteCommand({ TableName: PAYMENTS_TABLE, Key: entryKey(orderId, entryId) })),
    /** A copy under this generation, beside the one in force. */
    async setCopy(key: string, value: unknown, generation = IN_FORCE) {
      await redis.run(
        async (commands) => {
          await commands.set(name(key, 'gen'), IN_FORCE, 'EX', 60);
          await commands.set(name(key, 'val'), generation + JSON.stringify(value), 'EX', 60);
        },
        { operation: 'SET', timeoutMs: 2_000, urgent: true },
      );
    },
  };
}
