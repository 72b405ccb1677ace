import { randomUUID } from 'node:crypto';
import { createDynamoOrders } from '#functions/order/adapters/dynamo-orders';
import { createDynamoPayments } from '#functions/order/adapters/dynamo-payments';
import type { Inventory, OrderStore, Payments } from '#functions/order/domain/ports';
import { createMemoryDeps } from '#functions/order/in-memory/ports';
import { MemoryStores } from '#functions/order/in-memory/stores';
import type { DynamoDbChoice } from '#local/services/service';
import { type Restaurant, startRestaurant } from '#tests/support/stores/restaurant';
import { startDynamo } from './test-dynamo.ts';

/** One implementation of the ports that the simulation fakes: empty, with ten portions of menus 1 and 2. */
export interface OrderPorts {
  readonly orders: OrderStore;
  readonly payments: Payments;
  readonly inventory: Pick<Inventory, 'reserve' | 'release'>;
  /** Whether new charges are declined. */
  declines: boolean;
  stockOf(menuId: number): Promise<number | undefined>;
  setPrice(menuId: number, price: number): Promise<void>;
}

export interface Implementation extends AsyncDisposable {
  newPorts(): Promise<OrderPorts>;
}

const STOCK = 10;

/** The ports of the simulation. */
export async function inMemory(): Promise<Implementation> {
  return {
    async newPorts() {
      const stores = new MemoryStores();
      stores.stock.set(1, STOCK).set(2, STOCK);
      const ids = { newOrderId: () => 1, newAttemptId: randomUUID };
      const deps = createMemoryDeps(stores, async (_on, _what, effect) => effect(), ids);
      const ports: OrderPorts = {
        ...deps,
        declines: false,
        stockOf: async (menuId) => stores.stock.get(menuId),
        setPrice: async (menuId, price) => void stores.prices.set(menuId, price),
      };
      stores.declines = () => ports.declines;
      return ports;
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** The ports of production: the adapters, on DynamoDB and PostgreSQL. */
export async function onRealStores(dynamodb: DynamoDbChoice): Promise<Implementation> {
  const [started, restaurant] = await Promise.all([startDynamo(dynamodb), startRestaurant()]);
  const { dynamo } = started;
  return {
    async newPorts() {
      const [orders, payments] = await Promise.all([
        started.newTable({ pk: 'S' }),
        started.newTable({ order_id: 'N', entry_id: 'S' }),
      ]);
      await restaurant.newDatabase();
      const inventory = await stocked(restaurant);
      const ports: OrderPorts = {
        orders: createDynamoOrders(dynamo, orders),
        payments: createDynamoPayments(dynamo, payments, (decision, charge) => {
          if (ports.declines) decision.outcome = 'declined';
          return charge();
        }),
        inventory,
        declines: false,
        stockOf: restaurant.stockOf,
        setPrice: restaurant.setPrice,
      };
      return ports;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([started[Symbol.asyncDispose](), restaurant[Symbol.asyncDispose]()]);
    },
  };
}

async function stocked(restaurant: Restaurant): Promise<OrderPorts['inventory']> {
  const { inventory } = restaurant.environment();
  for (const menuId of [1, 2]) {
    const left = (await restaurant.stockOf(menuId)) ?? 0;
    await inventory.change(randomUUID(), menuId, STOCK - left);
  }
  return {
    async reserve(orderId, lines) {
      const result = await inventory.reserve(orderId, lines);
      if (result.outcome === 'reserved') return result;
      return { outcome: result.outcome === 'released' ? 'released' : 'refused' };
    },
    async release(orderId) {
      await inventory.release(orderId);
    },
  };
}
