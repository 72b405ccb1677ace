import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDynamoOrderBatches } from '#functions/order/adapters/dynamo-order-batches';
import { createDynamoOrders } from '#functions/order/adapters/dynamo-orders';
import type { OrderStore } from '#functions/order/domain/ports';
import { inBatch } from '#shared/queue/batch';
import { gathered } from '#shared/queue/gathered';
import { DYNAMODBS } from '#tests/support/stores/dynamodb-choices';
import { pendingOrder } from './pending-order.ts';
import { startDynamo, type TestDynamo } from './test-dynamo.ts';

const LINES = [{ menuId: 1, quantity: 2, price: 1000, name: '후라이드 치킨' }];
/** Together more than the 16 MB of one answer. */
const LARGE = { ids: Array.from({ length: 50 }, (_, i) => 1_000 + i), address: 'x'.repeat(380_000) };

for (const { choice, tags } of DYNAMODBS)
  describe(`orders read together on DynamoDB (${choice})`, { tags }, () => {
    let started: TestDynamo;
    let orders: OrderStore;
    let getOrders: ReturnType<typeof createDynamoOrderBatches>;
    beforeAll(async () => {
      started = await startDynamo(choice);
    });
    afterAll(() => started?.[Symbol.asyncDispose]());
    beforeEach(async () => {
      const table = await started.newTable({ pk: 'S' });
      orders = createDynamoOrders(started.dynamo, table);
      getOrders = createDynamoOrderBatches(started.dynamo, table);
    });

    test('are those that each read alone returns', async () => {
      await orders.put(pendingOrder(1, LINES));
      await orders.putVoid(3);

      const found = await getOrders([3, 2, 1]);

      expect(found).toEqual(
        new Map(await Promise.all([3, 2, 1].map(async (id) => [id, await orders.get(id)] as const))),
      );
      expect([...found.values()].map((order) => order?.status)).toEqual(['void', undefined, 'pending']);
    });

    test('are all there where one answer cannot hold them', { timeout: 60_000 }, async () => {
      const { ids, address } = LARGE;
      for (const id of ids) await orders.put({ ...pendingOrder(id, LINES), address });
      const alone: number[] = [];
      const get = gathered({
        one(id: number) {
          alone.push(id);
          return orders.get(id);
        },
        many: getOrders,
      });

      const found = await inBatch(() => Promise.all(ids.map(get)));

      expect(found.map((order) => [order?.id, order?.address.length])).toEqual(
        ids.map((id) => [id, address.length]),
      );
      if (choice === 'node') expect(alone.length).toBeGreaterThan(0);
    });
  });
