import { callDependency } from '#shared/db/dependency';
import type { Dynamo } from '#shared/db/dynamo';
import { STEP_SPAN } from '#shared/telemetry/conventions';
import type { Order } from '../domain/order.ts';
import { STORE } from './dynamo-orders.ts';
import { fromStored, orderKey } from './order-item.ts';

/**
 * Reads several orders at once, consistently.
 * @returns undefined for an order that is not there; without those that DynamoDB has not processed
 */
export function createDynamoOrderBatches(dynamo: Dynamo, table: string) {
  return (orderIds: readonly number[]): Promise<ReadonlyMap<number, Order | undefined>> =>
    callDependency(STORE, async () => {
      const Keys = orderIds.map((orderId) => ({ pk: orderKey(orderId) }));
      const step = { name: STEP_SPAN.getOrders };
      const { items, leftKeys } = await dynamo.batchGet(table, { Keys, ConsistentRead: true }, step);
      const orders = new Map<number, Order | undefined>(orderIds.map((orderId) => [orderId, undefined]));
      for (const item of items) {
        const order = fromStored(item);
        orders.set(order.id, order);
      }
      const left = new Set(leftKeys.map(({ pk }) => pk));
      for (const orderId of orderIds) if (left.has(orderKey(orderId))) orders.delete(orderId);
      return orders;
    });
}
