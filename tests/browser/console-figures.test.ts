import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import type { EdgeFigures, Frame } from '#shared/console/frame';
import type { EdgeId } from '#shared/console/topology';
import { inParallel } from '#shared/in-parallel';
import { countBy, createApi, send, type TestUser } from '#tests/support/api/client';
import { PATIENT } from '#tests/support/engine/patient';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { type Tab, withTab } from '#tests/support/programs/browser-tab';
import { onClient } from '#tests/support/stores/databases';

const MENU = 1;
const PRICE = 18_000;
const [ORDERS, DECLINED, CANCELLED, READ, FAILED] = [12, 3, 2, 5, 4];
const QUANTITY = 2;
/** A reading of the stores may be followed by a pause. */
const READ_AGAIN_MS = 60_000;

let engine: Engine;
let stop: TemporaryEngine['stop'];
beforeAll(async () => {
  ({ engine, stop } = await temporaryEngine({ environment: PATIENT }));
}, 300_000);
afterAll(() => stop?.());

interface Entry {
  readonly entry_id: string;
  readonly outcome: string;
  readonly amount: number;
}

/** The ledger, read without the system's own code. */
async function ledger(): Promise<readonly Entry[]> {
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  const options = { endpoint: engine.backends.dynamodb, region: 'us-east-1', credentials };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(options));
  const { Items = [] } = await client.send(new ScanCommand({ TableName: 'food-delivery-local-payments' }));
  return Items as Entry[];
}

const rows = (text: string): Promise<readonly Record<string, unknown>[]> =>
  onClient(engine.backends.postgres, async (client) => (await client.query(text)).rows);

async function edges(): Promise<Readonly<Partial<Record<EdgeId, EdgeFigures>>>> {
  const frames = (await (await fetch(`${engine.urls.engine}/console/frames`)).json()) as Frame[];
  return frames.at(-1)?.edges ?? {};
}

/** What a user sees there, on one line. */
const textOf = async (tab: Tab, selector: string): Promise<string> =>
  String(await tab.run(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`)).replaceAll(
    '\n',
    ' ',
  );

/** Orders, of which some are declined and some are cancelled; reads, and calls that fail. */
async function useTheSystem(buyer: TestUser): Promise<void> {
  const api = createApi(engine.urls);
  const lines = [{ menu_id: MENU, quantity: QUANTITY }];
  const decline = { point: 'order.payments.charge', mode: 'decline', times: DECLINED };
  const url = `${engine.urls.order}/chaos/declined`;
  expect(await send('PUT', url, { json: decline })).toMatchObject({ status: 200 });
  // a call that a fault acted on is one call all the same
  for (const service of ['order', 'user', 'restaurant'] as const) {
    const slow = { point: `${service}.*`, mode: 'latency', ms: 1 };
    expect(await send('PUT', `${engine.urls[service]}/chaos/slow`, { json: slow })).toMatchObject({
      status: 200,
    });
  }
  const orders = await inParallel(4, ORDERS, () => api.order(buyer, lines));
  expect(countBy(orders, ({ body }) => body.status)).toEqual({
    confirmed: ORDERS - DECLINED,
    failed: DECLINED,
  });
  const confirmed = orders.filter(({ body }) => body.status === 'confirmed').slice(0, CANCELLED);
  for (const { body } of confirmed) {
    expect(await api.cancel(body.id, buyer.token)).toMatchObject({ status: 200 });
  }
  await inParallel(1, READ, () => api.menu(MENU));
  const broken = { 'x-chaos': JSON.stringify({ point: 'user.handler', mode: 'status', status: 503 }) };
  const failed = await inParallel(2, FAILED, () =>
    send('GET', `${engine.urls.user}/users/${buyer.id}`, { headers: broken }),
  );
  expect(failed.map(({ status }) => status)).toEqual(Array(FAILED).fill(503));
  for (const service of ['order', 'user', 'restaurant'] as const) {
    await send('DELETE', `${engine.urls[service]}/chaos`);
  }
}

describe('the figures of the console', { tags: 'chromium', timeout: 240_000 }, () => {
  test('are those that clients counted and the stores hold', async () => {
    const buyer = await createApi(engine.urls).newUser();
    await withTab(async (tab) => {
      await tab.showAs(1_400, 'light');
      await tab.open(`${engine.urls.engine}/?panel=topology&lang=en`);
      await expect.poll(edges).toHaveProperty('gateway-order');
      await useTheSystem(buyer);

      const entries = await ledger();
      const declined = entries.filter(({ outcome }) => outcome === 'declined').length;
      const [recorded] = await rows(
        "SELECT count(*)::int AS reserved, count(*) FILTER (WHERE outcome = 'released')::int AS released FROM inventory_operations WHERE kind = 'reservation'",
      );
      const [reserved, released] = [Number(recorded?.reserved), Number(recorded?.released)];
      expect([entries.length, declined, reserved, released]).toEqual([
        ORDERS + CANCELLED,
        DECLINED,
        ORDERS,
        DECLINED + CANCELLED,
      ]);
      // a quote and a reservation for each order; a release, and a look at the ledger, for each that gave portions back
      const expected = {
        'gateway-user': { calls: FAILED, failed: FAILED },
        'gateway-order': { calls: ORDERS + CANCELLED, failed: 0 },
        'gateway-restaurant': { calls: READ, failed: 0 },
        'order-user': { calls: ORDERS, failed: 0 },
        'order-restaurant': { calls: ORDERS + reserved + released, failed: 0 },
        'order-provider': { calls: entries.length, failed: declined },
        'order-payments': { calls: entries.length + released, failed: 0 },
        'order-queue': { calls: ORDERS + CANCELLED, failed: 0 },
      };
      await expect.poll(edges).toMatchObject(expected);

      await tab.open(`${engine.urls.engine}/?panel=conservation&lang=en`);
      const charged = entries.filter(({ outcome }) => outcome === 'charged');
      const refunded = entries.filter(({ outcome }) => outcome === 'refunded');
      const sum = (of: readonly Entry[]): number => of.reduce((all, { amount }) => all + amount, 0);
      const [menu] = await rows(`SELECT inventory::int FROM menus WHERE id = ${MENU}`);
      const sold = (charged.length - refunded.length) * QUANTITY;
      const won = (amount: number): string => amount.toLocaleString('en');
      expect(sum(charged)).toBe((ORDERS - DECLINED) * QUANTITY * PRICE);
      const money = async () => (await textOf(tab, '.equation:nth-of-type(2) .terms')).match(/[\d,]+/g);
      await expect
        .poll(money, { timeout: READ_AGAIN_MS })
        .toEqual([sum(charged), sum(refunded), sum(charged) - sum(refunded)].map(won));
      const cells = (await textOf(tab, '.menus tbody tr')).split(/\t/);
      expect(cells.slice(1)).toEqual([
        won(sold + Number(menu?.inventory)),
        won(sold),
        '0',
        won(Number(menu?.inventory)),
      ]);
      expect(await textOf(tab, '[data-count="orders"]')).toBe(String(ORDERS));

      // last, as its reads count too
      const cache = '[data-cache="menus"]';
      await tab.open(`${engine.urls.engine}/?panel=stores&lang=en`);
      await expect.poll(() => textOf(tab, `${cache} [data-fact="hits"]`)).toMatch(/^\d/);
      const shown = async (): Promise<readonly number[]> => [
        Number(await textOf(tab, `${cache} [data-fact="hits"]`)),
        Number(await textOf(tab, `${cache} [data-fact="misses"]`)),
      ];
      const [hits = 0, misses = 0] = await shown();
      const menus = await inParallel(1, READ, () => createApi(engine.urls).menu(MENU));
      const found = countBy(menus, ({ headers }) => String(headers['x-cache']));
      await expect.poll(shown).toEqual([hits + (found.hit ?? 0), misses + (found.miss ?? 0)]);
    });
  });
});
