import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import type { Frame } from '#shared/console/frame';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';

let engine: Engine;
let stop: TemporaryEngine['stop'] | undefined;
let looking: AbortController;

const at = (path: string): string => `${engine.urls.engine}/console/${path}`;
/** A reading of the stores that took long is followed by a pause of nine times as long. */
const JUDGED = { timeout: 60_000 };
const newest = async (): Promise<Frame | undefined> =>
  ((await (await fetch(at('frames'))).json()) as Frame[]).at(-1);

interface Traced {
  readonly traces: readonly { readonly traceId: string; readonly name: string }[];
  readonly spans: readonly {
    readonly kind: string;
    readonly attributes: Readonly<Record<string, unknown>>;
  }[];
}
const traced = async (path: string) =>
  (await (await fetch(`${engine.urls.engine}/traces${path}`)).json()) as Traced;

/** The statements of PostgreSQL in all traces. */
async function statements(): Promise<number> {
  const { traces } = await traced('.json?limit=500');
  const spans = await Promise.all(
    traces.map(async ({ traceId }) => (await traced(`/${traceId}.json`)).spans),
  );
  return spans
    .flat()
    .filter(({ kind, attributes }) => kind === 'CLIENT' && attributes['db.system.name'] === 'postgresql')
    .length;
}

beforeAll(async () => {
  ({ engine, stop } = await temporaryEngine());
  looking = new AbortController();
  await fetch(at('events'), { signal: looking.signal });
}, 300_000);
afterAll(async () => {
  looking?.abort();
  await stop?.();
});

test('the calls of an edge are as many as clients and functions made', async () => {
  for (let call = 0; call < 12; call++) await fetch(`${engine.urls.gateway}/api/restaurants/restaurants`);
  await fetch(`${engine.urls.restaurant}/chaos`);

  await expect
    .poll(async () => (await newest())?.edges)
    .toMatchObject({
      'gateway-restaurant': { calls: 12, failed: 0 },
      'gateway-order': { calls: 0, rate: 0, p95_ms: null },
    });
  await expect
    .poll(async () => {
      const calls = (await newest())?.edges?.['restaurant-postgresql']?.calls ?? 0;
      return [calls >= 12, calls - (await statements())];
    })
    .toEqual([true, 0]);
});

test('a fault is shown on its edge with its hits, fails the calls of that edge, and is gone when it is ended', async () => {
  const rule = { point: 'restaurant.restaurants.listRestaurants', mode: 'exception', note: 'test' };
  const put = await fetch(at('faults/restaurant/broken'), { method: 'PUT', body: JSON.stringify(rule) });
  expect(put.status).toBe(200);
  for (let call = 0; call < 3; call++) await fetch(`${engine.urls.restaurant}/restaurants`);

  await expect
    .poll(async () => (await newest())?.faults)
    .toMatchObject([
      { service: 'restaurant', id: 'broken', edges: ['restaurant-postgresql'], hits: 3, affected: 3 },
    ]);
  await expect
    .poll(async () => (await newest())?.edges?.['restaurant-postgresql'])
    .toMatchObject({ failed: 3 });
  expect((await newest())?.edges?.['gateway-restaurant']).toMatchObject({ failed: 3 });

  expect((await fetch(at('faults/restaurant/broken'), { method: 'DELETE' })).status).toBe(204);
  await expect.poll(async () => (await newest())?.faults).toEqual([]);
  expect((await fetch(at('faults/restaurant/broken'), { method: 'DELETE' })).status).toBe(404);
});

test('the looks of the console at faults are no traces', async () => {
  const { traces } = await traced('.json?limit=500');

  expect(traces.length).toBeGreaterThan(10);
  // the one call of this file
  expect(traces.filter(({ name }) => name.includes('/chaos')).length).toBeLessThan(5);
});

test('copies and reads of the caches are known, and one or all of a kind are evicted', {
  timeout: 150_000,
}, async () => {
  const copies = async () => {
    const frames = (await (await fetch(at('frames'))).json()) as Frame[];
    return frames.findLast((frame) => frame.conservation?.reading)?.conservation?.reading?.copies;
  };
  const evict = async (what: string) => {
    const answer = await fetch(at('caches/evict'), { method: 'POST', body: JSON.stringify({ what }) });
    return [answer.status, await answer.json()];
  };
  const look = (menu: number) => fetch(`${engine.urls.restaurant}/menus/${menu}`);
  const reads = async () => (await newest())?.caches?.menus;
  for (const menu of [1, 1, 2, 3]) await look(menu);
  await expect.poll(reads).toMatchObject({ misses: 3, hits: 1 });
  const looked = async () => {
    for (const menu of [1, 2, 3]) await look(menu);
    return (await copies())?.menus.keys;
  };
  await expect.poll(looked, JUDGED).toEqual(['menu:1', 'menu:2', 'menu:3']);

  expect(await evict('menu:1')).toEqual([200, { evicted: 1 }]);
  expect(await evict('menus')).toEqual([200, { evicted: 2 }]);
  await expect.poll(async () => (await copies())?.menus, JUDGED).toEqual({ count: 0, keys: [] });
  const before = (await reads())?.misses ?? 0;
  expect((await look(1)).status).toBe(200);
  await expect.poll(async () => (await reads())?.misses).toBeGreaterThan(before);
  expect(await evict('*')).toEqual([
    422,
    { detail: 'what is "*", allowed: list, menus, orders, or a key such as menu:1 or order:5' },
  ]);
});

test.each([
  ['POST', 'caches/evict'],
  ['POST', 'restock'],
  ['POST', 'drill'],
  ['POST', 'drill/hint'],
  ['POST', 'drill/submit'],
  ['POST', 'drill/fix'],
  ['DELETE', 'drill'],
  ['GET', 'users'],
  ['GET', 'orders'],
  ['PUT', 'faults/order/x'],
  ['DELETE', 'faults/order/x'],
  ['GET', 'events'],
  ['GET', 'frames'],
  ['GET', 'still-open'],
])('%s %s is refused to a page of another origin', async (method, path) => {
  const foreign = await fetch(at(path), { method, headers: { origin: 'http://evil.example' } });
  const sibling = await fetch(at(path), { method, headers: { 'sec-fetch-site': 'same-site' } });

  expect([foreign.status, sibling.status]).toEqual([403, 403]);
});

test.each([
  ['GET', 'nothing', 404, 'The console has no /console/nothing.'],
  ['POST', 'events', 405, 'POST is not possible here; allowed: GET.'],
  ['POST', 'drill/hint', 409, 'No drill is under way here; start one.'],
  ['GET', 'users?before=x', 422, 'before is "x", allowed: a whole number from 0'],
  ['GET', 'users?find=%00', 422, 'find is "\0", allowed: text without control characters'],
  ['GET', 'orders/9007199254740992', 422, 'An order id is a whole number up to 9007199254740991.'],
  ['GET', 'edges/order-moon', 404, 'There is no edge order-moon.'],
])('%s %s is answered in one sentence', async (method, path, status, detail) => {
  const answer = await fetch(at(path), { method });

  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual({ detail });
});

test('the page and its files may load nothing from elsewhere, and nothing inline', async () => {
  for (const path of ['/', '/traces/', '/console/app.js', '/console/app.css']) {
    const answer = await fetch(engine.urls.engine + path, { headers: { accept: 'text/html' } });
    const policy = answer.headers.get('content-security-policy') ?? '';

    expect(answer.status).toBe(200);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  }
});

test('the menus are restocked to a number, or to that of the program', async () => {
  const restock = async (body: object) => {
    const answer = await fetch(at('restock'), { method: 'POST', body: JSON.stringify(body) });
    return { status: answer.status, ...((await answer.json()) as { text?: string; detail?: string }) };
  };
  const left = async () => {
    const menus = (await (await fetch(`${engine.urls.restaurant}/menus`)).json()) as { inventory: number }[];
    return [...new Set(menus.map(({ inventory }) => inventory))];
  };

  expect(await restock({})).toMatchObject({
    status: 200,
    text: expect.stringMatching(/^menu 1 .*100000 portions\n/),
  });
  expect(await left()).toEqual([100_000]);
  expect((await restock({ stock: 70 })).status).toBe(200);
  expect(await left()).toEqual([70]);
  expect(await restock({ stock: -1 })).toEqual({
    status: 422,
    detail: 'stock is "-1", allowed: a whole number of portions from 0 to 1000000',
  });
});

test('portions and money are those of the stores, by the rules of the oracle', {
  timeout: 150_000,
}, async () => {
  const reading = async () =>
    ((await (await fetch(at('frames'))).json()) as Frame[]).findLast((frame) => frame.conservation?.reading)
      ?.conservation?.reading;
  await expect.poll(reading, JUDGED).toBeDefined();
  const menus = (await (await fetch(`${engine.urls.restaurant}/menus`)).json()) as { inventory: number }[];
  const left = menus.reduce((sum, { inventory }) => sum + inventory, 0);

  await expect.poll(reading, JUDGED).toMatchObject({
    portions: { stocked: left, sold: 0, held: 0, left },
    ...{ orders: 0, charged: 0, refunded: 0, owed: 0, pending: 0, dead_letters: 0 },
  });
  const { rules = [] } = (await reading()) ?? {};
  expect(rules.length).toBeGreaterThan(10);
  expect(rules.filter(({ violations }) => violations > 0)).toEqual([]);
});
