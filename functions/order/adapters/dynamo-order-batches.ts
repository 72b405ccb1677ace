import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { callDependency } from '#shared/db/dependency';
import { asStep } from '#shared/db/dynamo-step';
import { STEP_SPAN } from '#shared/telemetry/conventions';
import type { Order } from '../domain/order.ts';
import { STORE } from './dynamo-orders.ts';
import { fromItem, type OrderItem, orderKey } from './order-item.ts';

/**
 * Reads several orders at once, consistently.
 * @returns undefined for an order that is not there; without those that DynamoDB has not processed
 */
export function createDynamoOrderBatches(dynamo: DynamoDBDocumentClient, table: string) {
  return (orderIds: readonly number[]): Promise<ReadonlyMap<number, Order | undefined>> =>
    callDependency(STORE, async () => {
      const Keys = orderIds.map((orderId) => ({ pk: orderKey(orderId) }));
      const read = new BatchGetCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } });
      const { Responses, UnprocessedKeys } = await dynamo.send(asStep({ name: STEP_SPAN.getOrders }, read));
      const orders = new Map<number, Order | undefined>(orderIds.map((orderId) => [orderId, undefined]));
      for (const item of Responses?.[table] ?? []) {
        const order = fromItem(item as OrderItem);
        orders.set(order.id, order);
      }
      const unprocessed = new Set(UnprocessedKeys?.[table]?.Keys?.map(({ pk }) => pk));
      for (const orderId of orderIds) if (unprocessed.has(orderKey(orderId))) orders.delete(orderId);
      return orders;
    });
}
