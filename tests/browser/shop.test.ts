import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import { send } from '#tests/support/api/client';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { axeViolations } from '#tests/support/programs/axe';
import { type Tab, withTab } from '#tests/support/programs/browser-tab';
import { type PageUser, pageUser } from '#tests/support/programs/page-user';

const PORTIONS = 100;
const FRIED_CHICKEN = 1;
const PASSWORD = 'correct horse';
const WIDTHS = [400, 1_400, 2_560] as const;

let engine: Engine;
let stop: TemporaryEngine['stop'];
beforeAll(async () => {
  ({ engine, stop } = await temporaryEngine());
}, 300_000);
afterAll(() => stop?.());

/** A card of the page of orders: the menu says of an attempt that it is paid, too. */
const ORDER = 'article.order';

const shopUrl = (): string => `${engine.urls.gateway}/`;
const api = (method: string, url: string, body?: unknown) =>
  send(method, url, { documented: false, ...(body !== undefined && { json: body }) });
const left = async (): Promise<unknown> =>
  (await api('GET', `${engine.urls.restaurant}/menus/${FRIED_CHICKEN}`)).body;

/** Opens the shop in a browser of its own, and signs up. */
function asCustomer(username: string, use: (user: PageUser, tab: Tab) => Promise<void>): Promise<void> {
  return withTab(async (tab) => {
    const user = pageUser(tab);
    await tab.showAs(1_400, 'light');
    await tab.open(shopUrl());
    await user.click('header button', 'Log in');
    await user.click('dialog button', 'New here?');
    await user.fill('User name', username);
    await user.fill('E-mail', `${username}@example.com`);
    await user.fill('Password', PASSWORD);
    await user.click('dialog button', 'Sign up');
    await user.sees(`Hello, ${username}`);
    await use(user, tab);
  });
}

async function order(user: PageUser): Promise<void> {
  await user.click('button', 'Add Fried chicken');
  await user.click('button', 'Order for ₩18,000');
}

describe('the shop', { tags: 'chromium', timeout: 240_000 }, () => {
  test('is used from sign-up to cancellation by clicking, and asks its own origin only', async () => {
    await asCustomer('hong', async (user, tab) => {
      await order(user);
      await user.sees('Your order is confirmed');
      await user.sees(`${PORTIONS - 1} left`);
      expect(await left()).toMatchObject({ inventory: PORTIONS - 1 });

      await user.click('a', 'See the order');
      await user.sees('Confirmed', { inside: ORDER });
      await user.sees('Paid', { inside: ORDER });
      const [id] = /\d+$/.exec(String(await tab.run('location.hash'))) ?? [];
      const orderUrl = `${engine.urls.order}/orders/${id}`;
      expect((await api('GET', orderUrl)).body).toMatchObject({ status: 'confirmed', total_price: 18_000 });

      const focused = () => tab.run('document.activeElement.innerText');
      await user.click('button', 'Cancel the order');
      await user.sees('Cancel this order?');
      await expect.poll(focused).toBe('Keep it');
      await user.click('button', 'Keep it');
      await expect.poll(focused).toBe('Cancel the order');
      await user.click('button', 'Cancel the order');
      await user.click('button', 'Yes, cancel it');
      await user.sees('Refunded', { inside: ORDER });
      expect(await tab.run('document.activeElement.tagName')).toBe('ARTICLE');
      expect((await api('GET', orderUrl)).body).toMatchObject({
        status: 'cancelled',
        payment_status: 'refunded',
      });
      await user.click('nav a', 'Menu');
      await user.sees(`${PORTIONS} left`);

      await user.click('header button', 'Log out');
      await user.click('header button', 'Log in');
      await user.fill('User name', 'hong');
      await user.fill('Password', PASSWORD);
      await user.click('dialog button', 'Log in');
      await user.sees('Hello, hong');
      const { problems, requests } = tab.noticed();
      expect(problems).toEqual([]);
      expect(requests.filter((url) => !url.startsWith(shopUrl()) && !url.startsWith('data:'))).toEqual([]);
    });
  });

  test('says what faults mean for a customer, and a retry under the same key orders once', async () => {
    const { user: users, order: orders, restaurant } = engine.urls;
    await asCustomer('kim', async (user, tab) => {
      await api('POST', `${orders}/chaos/payment_fail`, { fail_percent: 100 });
      await order(user);
      await user.sees('Your payment was declined');
      await user.sees('fault payment_fail@order.payments.charge');
      await api('DELETE', `${orders}/chaos`);

      await api('PUT', `${orders}/chaos/gone`, { point: 'order.handler', mode: 'exception', when: 'after' });
      await user.click('button', 'Order again');
      await user.sees('Something broke on our side');
      await user.sees('Idempotency-Key');
      await api('DELETE', `${orders}/chaos`);
      await user.click('button', 'Try again safely');
      await user.sees('Your order is confirmed');
      await user.click('nav a', 'My orders');
      await user.sees('Paid', { inside: ORDER });
      expect(await tab.run('document.querySelectorAll("article.order.confirmed").length')).toBe(1);

      await user.click('nav a', 'Menu');
      await api('POST', `${users}/chaos/delay`, { delay_ms: 2_500 });
      await order(user);
      await user.sees('This takes longer than usual');
      await user.sees('Your order is confirmed');
      await api('DELETE', `${users}/chaos`);

      await user.click('button', 'Add Fried chicken');
      const { inventory } = (await left()) as { inventory: number };
      await api('PUT', `${restaurant}/inventory/${FRIED_CHICKEN}`, { quantity: inventory });
      await user.click('button', 'Order for ₩18,000');
      await user.sees('Sold out just now');
      await user.sees('The kitchen has only 0 of these.');
      await api('PUT', `${restaurant}/inventory/${FRIED_CHICKEN}/restore`, { quantity: inventory });
    });
  });

  test('orders once, whatever is pressed while the outcome is unknown, and also after a reload', async () => {
    await asCustomer('park', async (user, tab) => {
      const { order: orders } = engine.urls;
      await api('PUT', `${orders}/chaos/gone`, { point: 'order.handler', mode: 'exception', when: 'after' });
      await order(user);
      await user.sees('Something broke on our side');
      await user.click('button', 'Order for ₩18,000');
      await user.sees('Something broke on our side');
      await user.click('button', 'One Fried chicken more');
      await user.sees('Your last order is not decided.');
      expect(await tab.run(`document.querySelector('.basket form > button').disabled`)).toBe(true);
      await user.click('button', 'One Fried chicken less');

      await tab.open(shopUrl());
      await user.sees('Something broke on our side');
      await api('DELETE', `${orders}/chaos`);
      await user.click('button', 'Order for ₩18,000');
      await user.sees('Your order is confirmed');

      await api('PUT', `${orders}/chaos/slow`, {
        point: 'order.payments.charge',
        mode: 'latency',
        ms: 3_000,
      });
      await order(user);
      await user.sees('This takes longer than usual');
      await tab.open(shopUrl());
      // a browser may give the call up before it leaves the page
      await user.sees('Trying again ');
      await api('DELETE', `${orders}/chaos`);
      await user.click('nav a', 'My orders');
      const confirmed = () => tab.run('document.querySelectorAll("article.order.confirmed").length');
      await expect.poll(confirmed).toBe(2);
      await user.click('nav a', 'Menu');
      await user.click('.basket .note button', 'Try again safely');
      await user.sees('Your order is confirmed');
      await user.click('nav a', 'My orders');
      await expect.poll(confirmed).toBe(2);
    });
  });

  test('speaks Korean, to a browser that does and by its switch', async () => {
    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.speak('ko-KR,en');
      await tab.open(shopUrl());
      await user.sees('무엇을 드시겠어요?');
      expect(await tab.run('document.documentElement.lang')).toBe('ko');
      await user.click('button', 'English');
      await user.sees('What would you like to eat?');
      await tab.open(`${shopUrl()}?again`);
      await user.sees('What would you like to eat?');
    });
  });

  test('fits every width in both colours, and axe finds nothing in menu, login and orders', async () => {
    await asCustomer('lee', async (user, tab) => {
      await order(user);
      await user.sees('Your order is confirmed');
      await user.click('button', 'Add Greek salad');
      for (const width of WIDTHS) {
        for (const colours of ['light', 'dark'] as const) {
          await tab.showAs(width, colours);
          for (const page of ['Menu', 'My orders']) {
            await user.click('nav a', page);
            await (page === 'Menu' ? user.sees('Deliver to') : user.sees('Paid', { inside: ORDER }));
            const at = `${page} ${width} ${colours}`;
            expect(await tab.run('document.documentElement.scrollWidth'), at).toBeLessThanOrEqual(width);
            expect(await axeViolations(tab), at).toEqual([]);
          }
        }
      }
      await user.click('header button', 'Log out');
      await user.click('header button', 'Log in');
      await user.sees('User name', { inside: 'dialog' });
      expect(await axeViolations(tab)).toEqual([]);
    });
  });
});

describe('programs at the gateway', () => {
  const ACCEPT = ['application/json', '*/*', undefined] as const;

  test.each(ACCEPT)('that accept %s get what the services answer, under their prefixes', async (accept) => {
    const headers = accept === undefined ? {} : { accept };
    const at = (path: string) => send('GET', `${engine.urls.gateway}${path}`, { documented: false, headers });

    expect((await at('/api/restaurants/menus')).body).toEqual(
      (await api('GET', `${engine.urls.restaurant}/menus`)).body,
    );
    expect(await at('/')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await at('/shop')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await at('/api/orders/orders')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  });

  test('a browser that opens an API path gets the JSON too', async () => {
    const headers = { accept: 'text/html,*/*;q=0.8' };
    const answer = await send('GET', `${engine.urls.gateway}/api/restaurants/menus`, {
      documented: false,
      headers,
    });

    expect(answer.headers['content-type']).toBe('application/json');
  });
});
