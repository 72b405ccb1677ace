import { setTimeout } from 'node:timers/promises';
import { Client } from './client.ts';
import { mostStocked, placeOrder } from './demo-orders.ts';
import type { Settings } from './settings.ts';

/** Time until counts have arrived: functions, collector and Prometheus' rules each update them every 5 s. */
const ARRIVAL_MS = 16_000;

/** Places one order first: a collector that was just started begins at 0, and has all later counts. */
export async function runFirstOrder(settings: Settings): Promise<void> {
  const client = new Client(settings);
  await client.enter();
  await placeOrder(client, await mostStocked(client));
  await setTimeout(ARRIVAL_MS);
}
