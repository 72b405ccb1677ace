import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { type Answer, Client } from './client.ts';
import { CheckFailed } from './http.ts';
import type { Settings } from './settings.ts';

export interface DemoLoad {
  /** Of an order that was confirmed. */
  readonly traceId: string;
  readonly orderId: number;
  /** How many orders were placed. */
  readonly orders: number;
  readonly startMs: number;
}

const ORDERS = 21;
/** A rate needs several exports of a count, one every 5 s. */
const ROUNDS = 3;
const PAUSE_MS = 6_000;
/** Functions, the collector and a rule of Prometheus each update counts every 5 s. */
const ARRIVAL_MS = 16_000;
const SOME = 12;
const Menus = z.array(z.object({ id: z.number(), inventory: z.int() }));
const Placed = z.object({ id: z.number(), status: z.string() });

/** A collector that was just started counts from 0 again: one order first, and its counts are all of them from here on. */
export async function runFirstOrder(settings: Settings): Promise<void> {
  const client = new Client(settings);
  await client.enter();
  await placeOrder(client, await mostStocked(client));
  await setTimeout(ARRIVAL_MS);
}

/**
 * Some of everything that the dashboards show: orders confirmed, declined and cancelled, reads through caches, and faults,
 * which are switched off again.
 */
export async function runDemoLoad(settings: Settings): Promise<DemoLoad> {
  const startMs = Date.now();
  const client = new Client(settings);
  await client.enter();
  await repeat(SOME, () => client.call('list menus', 'restaurant', 'GET', '/menus'));
  const menuId = await mostStocked(client);
  const placed: Answer[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) await setTimeout(PAUSE_MS);
    placed.push(...(await repeat(ORDERS / ROUNDS, () => placeOrder(client, menuId))));
  }
  const confirmed = placed.flatMap(({ body, traceId }) => {
    const order = Placed.safeParse(body);
    return order.success && order.data.status === 'confirmed' ? [{ orderId: order.data.id, traceId }] : [];
  });
  const [sample, cancelled] = confirmed;
  if (!sample || !cancelled) {
    const last = placed.at(-1);
    throw new CheckFailed(
      `of ${ORDERS} orders ${confirmed.length} were confirmed; the last answer: ${last?.status} ${JSON.stringify(last?.body)}`,
    );
  }
  await repeat(SOME, () => client.call('get order', 'order', 'GET', `/orders/${sample.orderId}`));
  await client.call('cancel order', 'order', 'POST', `/orders/${cancelled.orderId}/cancel`);
  await withFaults(client, menuId);
  return { ...sample, orders: ORDERS + 1, startMs };
}

/** After a drill most menus may be sold out; pick the one with the most stock. */
async function mostStocked(client: Client): Promise<number> {
  const { body } = await client.call('list menus', 'restaurant', 'GET', '/menus');
  const [menu] = Menus.parse(body).sort((one, other) => other.inventory - one.inventory);
  if (menu && menu.inventory > 2 * ORDERS) return menu.id;
  throw new CheckFailed('every menu is nearly sold out: npm run reset, or POST /inventory/{menu_id}/restore');
}

async function withFaults(client: Client, menuId: number): Promise<void> {
  await client.call('validate', 'user', 'POST', '/validate?delay=150');
  try {
    await client.call('set fault', 'order', 'POST', '/chaos/payment_fail', { fail_percent: 100 });
    await placeOrder(client, menuId);
    await client.call('set fault', 'user', 'POST', '/chaos/error', { enable: true });
    await repeat(SOME, () => client.call('validate', 'user', 'POST', '/validate'));
  } finally {
    await client.call('set fault', 'order', 'POST', '/chaos/payment_fail', { fail_percent: 0 });
    await client.call('set fault', 'user', 'POST', '/chaos/error', { enable: false });
  }
}

const placeOrder = (client: Client, menuId: number): Promise<Answer> =>
  client.call('place order', 'order', 'POST', '/orders', {
    items: [{ menu_id: menuId, quantity: 1 }],
    address: '서울시 강남구 123-45',
    phone: '010-1234-5678',
  });

async function repeat<T>(times: number, run: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let i = 0; i < times; i++) results.push(await run());
  return results;
}
