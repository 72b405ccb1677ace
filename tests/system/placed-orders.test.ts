import { beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { createApi, send, type TestUser } from '#tests/support/api/client';

const api = createApi(inject('urls'));
const { order: url } = api.urls;
let buyer: TestUser;
let stranger: TestUser;
beforeAll(async () => {
  [buyer, stranger] = await Promise.all([api.newUser(), api.newUser()]);
});
beforeEach(async () => {
  await Promise.all([api.setStock(1, 100), api.setStock(2, 100)]);
});

describe('GET /orders/{id}', () => {
  test('anyone may look without a token; with one, only the owner', async () => {
    const { body } = await api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
    const as = (token: string) => send('GET', `${url}/orders/${body.id}`, { token });

    expect(await api.getOrder(body.id)).toMatchObject({ status: 200, body });
    const cached = await as(buyer.token);
    expect(cached).toMatchObject({ status: 200, body });
    expect(cached.headers['x-cache']).toBe('hit');
    expect((await as(stranger.token)).status).toBe(403);
    expect((await as('forged')).status).toBe(401);
  });

  test('the next read shows a change that was answered', async () => {
    const { body } = await api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
    await api.getOrder(body.id);
    await api.cancel(body.id);

    expect(await api.getOrder(body.id)).toMatchObject({
      body: { status: 'cancelled', payment_status: 'refunded' },
    });
  });

  test('is 404 for an unknown or a huge id, 422 for text', async () => {
    for (const id of ['1', '-1', '9007199254740993', '99999999999999999999999']) {
      expect(await send('GET', `${url}/orders/${id}`)).toMatchObject({
        status: 404,
        body: { detail: 'Order not found' },
      });
    }
    expect((await send('GET', `${url}/orders/abc`)).status).toBe(422);
  });
});

describe('GET /orders', () => {
  test("lists the caller's own orders, newest first, page by page", async () => {
    const user = await api.newUser();
    const ids: number[] = [];
    for (let i = 0; i < 3; i++) ids.unshift((await api.order(user, [{ menu_id: 1, quantity: 1 }])).body.id);
    const page = (query: string) => send('GET', `${url}/orders?${query}`, { token: user.token });

    const first = await page('limit=2');
    const second = await page(`limit=2&cursor=${first.body.next_cursor}`);

    expect(first.body.items.map(({ id }: { id: number }) => id)).toEqual(ids.slice(0, 2));
    expect(second.body.items.map(({ id }: { id: number }) => id)).toEqual(ids.slice(2));
    expect(second.body.next_cursor).toBeNull();
    expect((await page('')).body.items).toHaveLength(3);
  });

  test('needs a token, and a sane page', async () => {
    expect((await send('GET', `${url}/orders`)).status).toBe(401);
    for (const query of [
      ...['0', '101', 'x', '', '1.0', '0x2', '2&limit=2'].map((limit) => `limit=${limit}`),
      ...['x', '', '-1', '1.5', '1e3', '9007199254740992', '9999999999999999'].map((at) => `cursor=${at}`),
    ]) {
      expect((await send('GET', `${url}/orders?${query}`, { token: buyer.token })).status).toBe(422);
    }
  });
});

describe('POST /orders/{id}/cancel', () => {
  test('gives stock and money back, once', async () => {
    const { body } = await api.order(buyer, [{ menu_id: 1, quantity: 5 }]);

    expect(await api.cancel(body.id)).toMatchObject({
      status: 200,
      body: { message: 'Order cancelled successfully', order_id: body.id },
    });
    expect(await api.cancel(body.id)).toMatchObject({
      status: 400,
      body: { detail: 'Order is already cancelled' },
    });
    expect(await api.stockOf(1)).toBe(100);
  });

  test('eight at once restore once', async () => {
    const { body } = await api.order(buyer, [{ menu_id: 1, quantity: 5 }]);

    const answers = await Promise.all(Array.from({ length: 8 }, () => api.cancel(body.id)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400, 400, 400]);
    expect(await api.stockOf(1)).toBe(100);
  });

  test('a failed order cannot be cancelled', async () => {
    const refused = await api.order(buyer, [{ menu_id: 1, quantity: 101 }]);

    expect(await api.cancel(refused.body.order_id)).toMatchObject({
      status: 400,
      body: { detail: 'Cannot cancel order in current status' },
    });
    expect(await api.stockOf(1)).toBe(100);
  });

  test('with a token only the owner cancels; unknown is 404, text 422', async () => {
    const { body } = await api.order(buyer, [{ menu_id: 1, quantity: 1 }]);

    expect((await api.cancel(body.id, stranger.token)).status).toBe(403);
    expect((await api.cancel(body.id, buyer.token)).status).toBe(200);
    expect((await api.cancel(1)).status).toBe(404);
    expect((await send('POST', `${url}/orders/abc/cancel`)).status).toBe(422);
  });
});
