import { setTimeout } from 'node:timers/promises';
import { type Answer, Client } from './client.ts';
import { withFaults } from './demo-faults.ts';
import { confirmedIn, mostStocked, ORDERS, placeOrder, repeat, SOME } from './demo-orders.ts';
import { CheckFailed } from './http.ts';
import type { Settings } from './settings.ts';

export interface DemoLoad {
  /** Trace of an order that was confirmed. */
  readonly traceId: string;
  readonly orderId: number;
  /** Number of orders that were placed. */
  readonly orders: number;
  readonly startMs: number;
}

/** Several, since a rate needs several exports of a count, one every 5 s. */
const ROUNDS = 3;
const PAUSE_MS = 6_000;

/**
 * Makes some data for every dashboard: orders confirmed, declined and cancelled, reads through caches, and faults,
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
  const confirmed = confirmedIn(placed);
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
