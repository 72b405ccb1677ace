import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Order } from '#functions/order/domain/order';
import { toOrderBody } from '#functions/order/order-body';
import type { Menu } from '#functions/restaurant/domain/menu';
import { toMenuBody } from '#functions/restaurant/menu-body';
import { redisKeys } from '#shared/cache/redis-keys';
import { reading } from './cannot-read.ts';
import type { Stores } from './connect.ts';
import { readOrder } from './read-orders.ts';
import { readMenus } from './read-stock.ts';

/** A cached value beside the value in the store. */
export interface Copy {
  /** Key without the stage: `menus`, `menu:1`, `order:5` */
  readonly key: string;
  readonly cached: unknown;
  /** Undefined where the store has no such thing. */
  readonly stored: unknown;
  readonly ttlSeconds: number;
}

export interface Known {
  readonly orders: ReadonlyMap<number, Order>;
  readonly menus: ReadonlyMap<number, Menu>;
}

interface Entry {
  readonly text: string;
  readonly ttlSeconds: number;
}

const READ = { timeoutMs: 5_000, urgent: true };
const SCAN_COUNT = 500;
const AT_ONCE = 20;
/** A copy may be stale for the round trip between a change's commit and its bump; a longer difference is a violation. */
const LOOKS = 5;
const LOOK_EVERY_MS = 200;

export const agrees = ({ cached, stored }: Pick<Copy, 'cached' | 'stored'>): boolean =>
  isDeepStrictEqual(cached, stored);

/**
 * Reads every copy that counts, which is one under the present generation. A copy that differs from the known state is
 * read again together with its store, and reported as different only if neither changes.
 */
export async function readCopies(stores: Stores, known: Known): Promise<readonly Copy[]> {
  const keys = await readKeys(stores);
  const copies: (Copy | undefined)[] = [];
  for (let i = 0; i < keys.length; i += AT_ONCE) {
    const some = keys.slice(i, i + AT_ONCE);
    copies.push(...(await Promise.all(some.map((key) => readCounting(stores, known, key)))));
  }
  return copies.filter((copy) => copy !== undefined);
}

async function readCounting(stores: Stores, known: Known, key: string): Promise<Copy | undefined> {
  const entry = await readEntry(stores, key);
  if (!entry) return undefined;
  const copy = { key, ...cachedIn(entry), stored: storedIn(known, key) };
  return agrees(copy) ? copy : lookAgain(stores, key);
}

export async function readCopy(stores: Stores, key: string): Promise<Copy | undefined> {
  const entry = await readEntry(stores, key);
  return entry && { key, ...cachedIn(entry), stored: await readStored(stores, key) };
}

/** @returns undefined for an entry that is changing or no longer exists */
async function lookAgain(stores: Stores, key: string): Promise<Copy | undefined> {
  let last: Copy | undefined;
  for (let look = 0; look < LOOKS; look++) {
    const copy = await readCopy(stores, key);
    if (!copy || agrees(copy)) return copy;
    if (last && !isDeepStrictEqual(copy.cached, last.cached)) return undefined;
    last = copy;
    await sleep(LOOK_EVERY_MS);
  }
  return last;
}

function cachedIn({ text, ttlSeconds }: Entry): Pick<Copy, 'cached' | 'ttlSeconds'> {
  try {
    return { cached: JSON.parse(text), ttlSeconds };
  } catch {
    return { cached: text, ttlSeconds };
  }
}

const orderIdIn = (key: string): number | undefined => numberAfter('order:', key);
const menuIdIn = (key: string): number | undefined => numberAfter('menu:', key);

function numberAfter(prefix: string, key: string): number | undefined {
  return key.startsWith(prefix) ? Number(key.slice(prefix.length)) : undefined;
}

function storedIn({ orders, menus }: Known, key: string): unknown {
  if (key === 'menus') return asJson([...menus.values()].map(toMenuBody));
  const orderId = orderIdIn(key);
  if (orderId !== undefined) {
    const order = orders.get(orderId);
    return order && order.status !== 'void' ? asJson(toOrderBody(order)) : undefined;
  }
  const menu = menus.get(menuIdIn(key) ?? Number.NaN);
  return menu && asJson(toMenuBody(menu));
}

async function readStored(stores: Stores, key: string): Promise<unknown> {
  const orderId = orderIdIn(key);
  if (orderId === undefined) return storedIn({ orders: new Map(), menus: await readMenus(stores) }, key);
  const order = await readOrder(stores, orderId);
  return storedIn({ orders: new Map(order ? [[orderId, order]] : []), menus: new Map() }, key);
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Every key with a value in Redis, also under an old generation. */
export function readKeys({ redis, settings }: Stores): Promise<readonly string[]> {
  const { STAGE: stage, REDIS_URL: url } = settings;
  const pattern = redisKeys(stage).value('*');
  const [start, end] = pattern.split('*') as [string, string];
  return reading('Redis', url, async () => {
    const names = new Set<string>();
    let cursor = '0';
    do {
      const [next, page] = await redis.run(
        (commands) => commands.scan(cursor, 'MATCH', pattern, 'COUNT', SCAN_COUNT),
        { operation: 'SCAN', ...READ },
      );
      for (const name of page) names.add(name.slice(start.length, -end.length));
      cursor = next;
    } while (cursor !== '0');
    return [...names];
  });
}

/** @returns undefined for a value that no reader would take, because it lies under another generation */
function readEntry({ redis, settings }: Stores, key: string): Promise<Entry | undefined> {
  const { STAGE: stage, REDIS_URL: url } = settings;
  const names = redisKeys(stage);
  const value = names.value(key);
  return reading('Redis', url, async () => {
    const [[kept, generation], ttlSeconds] = await redis.run(
      (commands) => Promise.all([commands.mget(value, names.generation(key)), commands.ttl(value)]),
      { operation: 'MGET TTL', ...READ },
    );
    if (!kept || !generation || !kept.startsWith(generation)) return undefined;
    return { text: kept.slice(generation.length), ttlSeconds };
  });
}
