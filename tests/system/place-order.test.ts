import { beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { createApi, send, type TestUser } from '#tests/support/api/client';
import { target } from '#tests/support/targets/target';

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

describe('POST /orders', () => {
  test('answers the order in its final state, and the stock is taken', async () => {
    const answer = await api.order(buyer, [
      { menu_id: 1, quantity: 2 },
      { menu_id: 2, quantity: 1 },
      { menu_id: 1, quantity: 1 },
    ]);

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(Number),
      user_id: buyer.id,
      total_price: 73_000,
      status: 'confirmed',
      created_at: expect.any(String),
      updated_at: expect.any(String),
      address: '서울시 강남구 123-45',
      phone: '010-1234-5678',
      payment_status: 'completed',
      items: [
        { id: 1, menu_id: 1, quantity: 2, price: 18_000, name: '후라이드 치킨' },
        { id: 2, menu_id: 2, quantity: 1, price: 19_000, name: '양념 치킨' },
        { id: 3, menu_id: 1, quantity: 1, price: 18_000, name: '후라이드 치킨' },
      ],
    });
    expect(Number.isSafeInteger(answer.body.id)).toBe(true);
    expect(await api.stockOf(1)).toBe(97);
    expect(await api.stockOf(2)).toBe(99);
  });

  test('a body that is refused goes before a token that is', async () => {
    const forged = { token: 'forged' };

    expect(
      (await send('POST', `${url}/orders`, { body: '{', headers: { 'content-type': 'application/json' } }))
        .status,
    ).toBe(422);
    expect((await api.order(forged, [])).status).toBe(422);
    expect(
      await send('POST', `${url}/orders`, {
        json: { items: [{ menu_id: 1, quantity: 1 }], address: 'a', phone: 'p' },
      }),
    ).toMatchObject({
      status: 401,
      body: { detail: 'Not authenticated' },
    });
    expect(await api.order(forged, [{ menu_id: 1, quantity: 1 }])).toMatchObject({
      status: 401,
      body: { detail: 'Could not validate credentials' },
    });
  });

  test('an unknown menu is 404, after the token', async () => {
    for (const menu_id of [999, -1, 1e20]) {
      expect(await api.order(buyer, [{ menu_id, quantity: 1 }])).toMatchObject({
        status: 404,
        body: { detail: 'Menu not found' },
      });
    }
    expect((await api.order({ token: 'forged' }, [{ menu_id: 999, quantity: 1 }])).status).toBe(401);
  });

  test('more than there is is refused with the id of the order, all lines or none', async () => {
    const answer = await api.order(buyer, [
      { menu_id: 1, quantity: 60 },
      { menu_id: 2, quantity: 1 },
      { menu_id: 1, quantity: 60 },
    ]);

    expect(answer).toMatchObject({
      status: 400,
      body: { detail: 'Not enough inventory', code: 'out_of_stock' },
    });
    expect(await api.getOrder(answer.body.order_id)).toMatchObject({
      body: { status: 'failed', payment_status: 'failed' },
    });
    expect([await api.stockOf(1), await api.stockOf(2)]).toEqual([100, 100]);
  });

  test.each([
    ['no lines', { items: [] }],
    ['51 lines', { items: Array(51).fill({ menu_id: 1, quantity: 1 }) }],
    ['21 menus', { items: Array.from({ length: 21 }, (_, i) => ({ menu_id: i, quantity: 1 })) }],
    ['quantity 0', { items: [{ menu_id: 1, quantity: 0 }] }],
    ['quantity 1000001', { items: [{ menu_id: 1, quantity: 1_000_001 }] }],
    ['quantity 1.5', { items: [{ menu_id: 1, quantity: 1.5 }] }],
    ['no address', { address: undefined }],
    ['an address too long', { address: 'x'.repeat(501) }],
    ['a phone too long', { phone: '1'.repeat(41) }],
  ])('%s is 422', async (_, change) => {
    const json = { items: [{ menu_id: 1, quantity: 1 }], address: 'a', phone: 'p', ...change };

    expect(await send('POST', `${url}/orders`, { json, token: buyer.token })).toMatchObject({
      status: 422,
      body: { code: 'validation_failed' },
    });
  });

  test('takes text for whole numbers, and what is just within the limits', async () => {
    const items = Array.from({ length: 50 }, () => ({ menu_id: '1', quantity: '1' }));

    const answer = await send('POST', `${url}/orders`, {
      json: { items, address: 'x'.repeat(500), phone: '1'.repeat(40), coupon: 'none' },
      token: buyer.token,
    });

    expect(answer.status).toBe(201);
    expect(await api.stockOf(1)).toBe(50);
  });
});

describe('Idempotency-Key', () => {
  const items = [{ menu_id: 1, quantity: 2 }];
  const key = (name: string) => ({ 'idempotency-key': `${name} ${Date.now()} ${Math.random()}` });

  test('the same key and body get the same answer and one order', async () => {
    const headers = key('same');
    const first = await api.order(buyer, items, headers);
    await api.cancel(first.body.id);

    const again = await api.order(buyer, items, headers);

    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(await api.stockOf(1)).toBe(100);
  });

  test('a refusal is replayed too', async () => {
    const headers = key('refused');
    const first = await api.order(buyer, [{ menu_id: 1, quantity: 101 }], headers);

    const again = await api.order(buyer, [{ menu_id: 1, quantity: 101 }], headers);

    expect(again.status).toBe(400);
    expect({ ...again.body, request_id: '' }).toEqual({ ...first.body, request_id: '' });
  });

  test('another body is 422, another user has keys of their own', async () => {
    const headers = key('body');
    const first = await api.order(buyer, items, headers);

    expect(await api.order(buyer, [{ menu_id: 1, quantity: 3 }], headers)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    const other = await api.order(stranger, items, headers);
    expect(other.status).toBe(201);
    expect(other.body.id).not.toBe(first.body.id);
  });

  test('several at once with one key make one order', async () => {
    const headers = key('race');

    const answers = await Promise.all(
      Array.from({ length: target.ordersAtOnce }, () => api.order(buyer, items, headers)),
    );

    const placed = answers.filter(({ status }) => status === 201);
    expect(placed.length).toBeGreaterThan(0);
    expect(new Set(placed.map(({ body }) => body.id)).size).toBe(1);
    for (const { status, headers: received, body } of answers.filter(({ status }) => status !== 201)) {
      expect([status, body.detail, received['retry-after']]).toEqual([409, 'Order in progress', '1']);
    }
    expect(await api.stockOf(1)).toBe(98);
  });

  test.each([[''], ['x'.repeat(256)]])('%j is 422', async (value) => {
    expect((await api.order(buyer, items, { 'idempotency-key': value })).status).toBe(422);
  });
});
