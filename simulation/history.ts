import { MemoryStores, STORE_RULES, type StoreRules } from '#functions/order/in-memory/stores';
import { Clients } from './clients.ts';
import type { Domain } from './domain.ts';
import type { Trouble } from './fault-plan.ts';
import { violationsAtRest } from './invariants.ts';
import { OrderService } from './order-service.ts';
import { movePrices } from './prices.ts';
import { Queue } from './queue.ts';
import { Readers } from './readers.ts';
import { MemoryRedis } from './simulated-redis.ts';
import { World } from './world.ts';

export interface Verdict {
  /** One sentence each; none if everything held. */
  readonly violations: readonly string[];
  readonly timeline: readonly string[] | undefined;
  readonly longestPendingMs: number;
  /** Number of times each answer was given. */
  readonly counts: ReadonlyMap<string, number>;
}

export interface HistoryOptions {
  readonly domain: Domain;
  /** @default all */
  readonly rules?: StoreRules;
  /** Key and order in one transaction. @default true */
  readonly keyInTransaction?: boolean;
  /** @default false */
  readonly traced?: boolean;
  /** Limit of clients in a shrunk history. @default the seed decides */
  readonly clients?: number;
  /** Troubles that a shrunk history leaves out. @default none */
  readonly without?: ReadonlySet<Trouble>;
}

const BREAKERS_CLOSE_MS = 5_000;
const POISON = '{"order_id":"no id"}';

/**
 * Runs one history: buyers who share a small stock, faults, and the checks at the end, when all work is done. Everything
 * follows from the seed.
 */
export async function runHistory(seed: number, options: HistoryOptions): Promise<Verdict> {
  const { domain, rules = STORE_RULES, traced = false } = options;
  const world = new World(seed, traced, options.without);
  const { random } = world;
  const stores = new MemoryStores(rules);
  const redis = new MemoryRedis();
  const service = new OrderService(world, stores, redis, domain, options.keyInTransaction ?? true);
  const queue = new Queue(world, service, domain);
  const readers = new Readers(world, stores, service, domain);
  const clients = new Clients(world, stores, service, domain, readers);
  stores.now = () => world.nowMs;
  stores.send = (message, delayMs) => queue.send(message, delayMs);
  stores.declines = () => random.chance(0.2);
  for (const menuId of [1, 2]) stores.stock.set(menuId, random.between(0, 8));
  const stockAtStart = new Map(stores.stock);

  const drawn = random.between(1, 5);
  for (let i = 0; i < Math.min(drawn, options.clients ?? drawn); i++) clients.plan(i);
  const isPoisoned = random.chance(0.05);
  if (isPoisoned) world.after(random.between(0, 60_000), () => queue.sendBody(POISON, 0));
  for (let n = random.between(0, 3); n > 0; n--)
    world.after(random.between(0, 120_000), () => loseKeys(world, redis));
  movePrices(world, stores, redis);
  await world.run();

  world.faultPlan.calmDown();
  world.log('--- all quiet: every key is tried once more, every order and menu read once more');
  // The breakers let calls pass again by then.
  world.after(BREAKERS_CLOSE_MS, () => {
    for (const client of clients.all) if (client.key !== undefined) clients.place(client, false);
  });
  await world.run();
  for (const order of stores.orders.values()) readers.readOrder(order.id, order);
  for (const menuId of stores.stock.keys()) readers.readMenu(menuId, true);
  await world.run();

  const violations = [...readers.violations, ...violationsAtRest(stores, clients, stockAtStart)];
  const isExplained =
    queue.deadLetters.every(({ body }) => body === POISON) && queue.deadLetters.length > 0 === isPoisoned;
  if (!isExplained) violations.push('the dead letters hold what is no poison, or lack what is');
  const pending = [...stores.orders.values()].map(
    (order) => (order.decidedAtMs ?? 0) - stores.placedAtMs(order.id),
  );
  return {
    violations,
    timeline: world.timeline,
    longestPendingMs: Math.max(0, ...pending),
    counts: clients.counts,
  };
}

function loseKeys(world: World, redis: MemoryRedis): void {
  if (world.skips('lost keys')) return;
  for (const key of [...redis.keys.keys()]) if (world.random.chance(0.5)) redis.keys.delete(key);
}
