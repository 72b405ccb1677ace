import { setTimeout } from 'node:timers/promises';
import { Client } from './client.ts';
import { mostStocked, placeOrder } from './demo-orders.ts';
import type { Settings } from './settings.ts';

/** Functions, the collector and a rule of Prometheus each update counts every 5 s. */
const ARRIVAL_MS = 16_000;

/** A collector that was just started counts from 0 again: one order first, and its counts are all of them from here on. */
export async function runFirstOrder(settings: Settings): Promise<void> {
  const client = new Client(settings);
  await client.enter();
  await placeOrder(client, await mostStocked(client));
  await setTimeout(ARRIVAL_MS);
}
