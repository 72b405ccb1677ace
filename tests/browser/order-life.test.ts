import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import type { Frame } from '#shared/console/frame';
import type { OrderEventKind, OrderHistoryBody } from '#shared/console/order-history';
import { send } from '#tests/support/api/client';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { axeViolations } from '#tests/support/programs/axe';
import { withTab } from '#tests/support/programs/browser-tab';
import { pageUser } from '#tests/support/programs/page-user';

const USER = { username: 'hong', email: 'hong@example.com', password: 'correct horse' };
const ORDER = { items: [{ menu_id: 1, quantity: 2 }], address: 'Seoul', phone: '1' };
/** Several frames. */
const SLOW_MS = 3_000;

/** The page sees the order as pending so often, then as it is: once more than that, and once after. */
const PENDING_READS = 2;
const PENDING_AT_FIRST = `(() => {
  const real = fetch;
  window.reads = 0;
  window.fetch = async (path) => {
    const answer = await real(path);
    if (!String(path).startsWith('/console/orders/') || ++window.reads > ${PENDING_READS}) return answer;
    return new Response(JSON.stringify({ ...(await answer.json()), status: 'pending', outcome: null }));
  };
})()`;

let engine: Engine;
let stop: TemporaryEngine['stop'];
let orderId: number;
let token: string;
const post = (url: string, json: unknown, token?: string) =>
  send('POST', url, { json, documented: false, token });

beforeAll(async () => {
  ({ engine, stop } = await temporaryEngine());
  const { user, order } = engine.urls;
  await post(`${user}/signup`, USER);
  ({ access_token: token } = (await post(`${user}/login`, USER)).body);
  await post(`${order}/chaos/payment_fail`, { fail_percent: 100 });
  ({ id: orderId } = (await post(`${order}/orders`, ORDER, token)).body);
}, 300_000);
afterAll(() => stop?.());

const history = () => send('GET', `${engine.urls.engine}/console/orders/${orderId}`, { documented: false });

/** Places an order whose charge takes so long that frames are made meanwhile. */
async function slowOrder(): Promise<OrderHistoryBody> {
  const { order, engine: address } = engine.urls;
  await send('DELETE', `${order}/chaos`, { documented: false });
  const rule = { point: 'order.payments.charge', mode: 'latency', ms: SLOW_MS };
  expect(await send('PUT', `${order}/chaos/slow`, { json: rule })).toMatchObject({ status: 200 });
  const { body } = await post(`${order}/orders`, ORDER, token);
  await send('DELETE', `${order}/chaos`, { documented: false });
  return (await send('GET', `${address}/console/orders/${body.id}`, { documented: false })).body;
}

describe('the life of an order', { tags: 'chromium', timeout: 240_000 }, () => {
  test('has what the stores recorded, its calls and the fault that acted, and leads to the trace', async () => {
    const { body } = (await history()) as { readonly body: OrderHistoryBody };
    const recorded = body.events.filter(({ store }) => store !== 'faults').map(({ kind }) => kind);
    expect(recorded).toEqual(['placed', 'reserved', 'charge', 'decided', 'released', 'at_rest']);

    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.showAs(1_400, 'light');
      await expect
        .poll(async () => {
          await tab.open(`${engine.urls.engine}/?panel=order&lang=en`);
          await user.sees('Order id');
          return tab.run('document.body.innerText');
        })
        .toContain(String(orderId));
      await user.click('main a', String(orderId));
      await user.sees('failed: payment_failed');
      await user.sees('payment_fail@order.payments.charge: decline instead');
      await user.sees('charge: declined');
      const rows = await tab.run(
        `[...document.querySelectorAll('.events tbody tr')].filter((row) => !row.querySelector('a')).length`,
      );
      expect(rows).toBe(recorded.length);
      expect(await tab.run(`document.querySelectorAll('.lane').length`)).toBeGreaterThan(6);
      expect(tab.noticed().problems).toEqual([]);

      const trace = await tab.run(`document.querySelector('.events a').href`);
      expect((await send('GET', String(trace), { documented: false })).status).toBe(200);
    });
  });

  test('fits narrow and wide windows, in Korean too, and axe finds nothing', async () => {
    await withTab(async (tab) => {
      const user = pageUser(tab);
      for (const width of [400, 1_400, 2_560]) {
        for (const colours of ['light', 'dark'] as const) {
          await tab.showAs(width, colours);
          for (const [language, text] of [
            ['en', 'Everything that happened'],
            ['ko', '일어난 모든 일'],
          ] as const) {
            await tab.open(`${engine.urls.engine}/?panel=order&chosen=${orderId}&lang=${language}`);
            await user.sees(text);
            const at = `${language} ${width} ${colours}`;
            expect(await tab.run('document.documentElement.scrollWidth <= innerWidth'), at).toBe(true);
            expect(await axeViolations(tab), at).toEqual([]);
          }
        }
      }
    });
  });

  test('an id in the list of orders stands on one line in a narrow window', async () => {
    await withTab(async (tab) => {
      await tab.showAs(400, 'light');
      await tab.open(`${engine.urls.engine}/?panel=order&lang=en`);
      await pageUser(tab).sees(String(orderId));
      const lines = await tab.run(
        `[...document.querySelectorAll('.recent th a')].map((link) => link.getClientRects().length)`,
      );
      expect(new Set(lines as readonly number[])).toEqual(new Set([1]));
    });
  });

  test('an order that is not at rest is read again by itself', async () => {
    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.open(`${engine.urls.engine}/?panel=order&lang=en`);
      await tab.run(PENDING_AT_FIRST);
      await user.fill('Order id', String(orderId));
      await user.click('.find button', 'Show');
      await user.sees('Not at rest yet');
      await user.sees('failed: payment_failed');
      await expect.poll(() => tab.run('document.body.innerText')).not.toContain('Not at rest yet');
      expect(await tab.run('window.reads')).toBe(PENDING_READS + 2);
    });
  });

  test('of a frozen page it is as it was at that instant, and so is the list of orders', async () => {
    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.showAs(1_400, 'light');
      await tab.open(`${engine.urls.engine}/?panel=order&lang=en`);
      const frames = async () =>
        ((await (await fetch(`${engine.urls.engine}/console/frames`)).json()) as Frame[]).map(
          ({ at_ms }) => at_ms,
        );
      await expect.poll(frames).not.toEqual([]);
      const slow = await slowOrder();
      const at = (kind: OrderEventKind) =>
        Date.parse(slow.events.find((event) => event.kind === kind)?.at ?? '');
      await expect.poll(async () => (await frames()).at(-1)).toBeGreaterThan(at('decided'));
      const known = await frames();
      const before = known.findLast((ms) => ms < at('placed'));
      const during = known.find((ms) => ms > at('reserved') && ms < at('charge'));
      const show = (ms: number | undefined, chosen: number | string) =>
        tab.open(`${engine.urls.engine}/?panel=order&lang=en&at=${ms}&chosen=${chosen}`);
      const facts = () => tab.run(`document.querySelector('.facts')?.innerText ?? ''`);
      const events = () => tab.run(`document.querySelector('.events')?.innerText ?? ''`);

      await show(during, slow.order_id);
      await user.sees('by what was recorded until then');
      await expect.poll(facts).toContain('pending');
      expect(await facts()).not.toContain('confirmed');
      expect(await events()).toContain('portions reserved');
      expect(await events()).toMatch(/Requests\tPOST .orders\tgoing on/);
      expect(await events()).not.toMatch(/decided|completed/);
      expect(await axeViolations(tab)).toEqual([]);
      await tab.press('f');
      await expect.poll(facts).toContain('confirmed');
      expect(await events()).toContain('decided');

      await show(before, slow.order_id);
      await user.sees('Nothing had happened to this order');
      await show(before, '');
      await user.sees('Those that had begun by');
      await user.sees(String(orderId));
      expect(await tab.run('document.body.innerText')).not.toContain(String(slow.order_id));
      await show(during, '');
      await user.sees(String(slow.order_id));
      expect(await tab.run(`document.querySelector('.recent').innerText`)).toContain('going on');
      expect(await axeViolations(tab)).toEqual([]);
      expect(tab.noticed().problems).toEqual([]);
    });
  });

  test('an id that no order can have is refused, and not shown as another number', async () => {
    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.open(`${engine.urls.engine}/?panel=order&lang=en`);
      await user.fill('Order id', '9999999999999999');
      await user.click('.find button', 'Show');
      await user.sees('An order id is a whole number up to 9007199254740991.');
      expect(await tab.run('document.body.innerText')).not.toContain('10000000000000000');
    });
  });

  test('an order that no store has is said to be missing', async () => {
    await withTab(async (tab) => {
      await tab.open(`${engine.urls.engine}/?panel=order&chosen=41&lang=en`);
      await pageUser(tab).sees('No store and no trace has this order.');
    });
  });
});

describe('the panel of stores', { tags: 'chromium', timeout: 240_000 }, () => {
  test('evicts one copy by clicking', async () => {
    await fetch(`${engine.urls.restaurant}/menus/1`);
    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.showAs(1_400, 'light');
      await tab.open(`${engine.urls.engine}/?panel=stores&lang=en`);
      // after an eviction the stores are read at once, and so is the copy of the menu
      await user.click('button', 'Evict all: List of menus');
      await user.sees('evicted');
      await user.click('button', '✕ menu:1');
      await user.sees('1 copy evicted');
      expect(await axeViolations(tab)).toEqual([]);
      expect(tab.noticed().problems).toEqual([]);
    });
  });
});

describe('users and orders', { tags: 'chromium', timeout: 240_000 }, () => {
  test('are listed, found by a name, and every order leads to its life', async () => {
    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.showAs(400, 'dark');
      await tab.open(`${engine.urls.engine}/?panel=stores&lang=ko`);
      await user.sees(USER.email);
      await user.sees('실패: 결제 거절');
      expect(await tab.run('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(await axeViolations(tab)).toEqual([]);

      await user.fill('사용자 번호, 주문 번호', 'nobody');
      await user.click('.find button', '찾기');
      await expect.poll(() => tab.run(`document.querySelectorAll('[data-list] tbody tr').length`)).toBe(0);
      await tab.open(`${engine.urls.engine}/?panel=stores&lang=en&chosen=find%3D${USER.username}`);
      // each list moves what is below it when it comes
      await user.sees(USER.email);
      await user.sees(String(orderId));
      await user.click('[data-list=orders] a', String(orderId));
      await user.sees(`The life of order ${orderId}`);
      expect(tab.noticed().problems).toEqual([]);
    });
  });
});
