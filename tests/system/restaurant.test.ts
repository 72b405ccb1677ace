import { beforeEach, describe, expect, inject, test } from 'vitest';
import { inParallel } from '#shared/in-parallel';
import { countBy, createApi, send } from '#tests/support/api/client';
import { target } from '#tests/support/targets/target';

const api = createApi(inject('urls'));
const { restaurant: url } = api.urls;
const take = (id: number | string, json: unknown) => send('PUT', `${url}/inventory/${id}`, { json });
const giveBack = (id: number | string, json: unknown) =>
  send('PUT', `${url}/inventory/${id}/restore`, { json });

beforeEach(() => api.setStock(3, 50));

test('restaurants and menus are there from the start', async () => {
  const restaurants = await send('GET', `${url}/restaurants`);
  const menus = await send('GET', `${url}/menus`);

  expect(restaurants.body.map(({ id, name }: { id: number; name: string }) => [id, name])).toEqual([
    [1, '맛있는 치킨'],
    [2, '행복한 피자'],
    [3, '신선한 샐러드'],
  ]);
  expect(Object.keys(restaurants.body[0]).sort()).toEqual([
    'address',
    'created_at',
    'description',
    'id',
    'name',
    'phone',
  ]);
  const listed = menus.body.map((menu: Record<string, unknown>) => [
    menu.id,
    menu.name,
    menu.price,
    menu.restaurant_id,
  ]);
  expect(listed).toEqual([
    [1, '후라이드 치킨', 18000, 1],
    [2, '양념 치킨', 19000, 1],
    [3, '페퍼로니 피자', 20000, 2],
    [4, '불고기 피자', 22000, 2],
    [5, '시저 샐러드', 12000, 3],
    [6, '그릭 샐러드', 13000, 3],
  ]);
});

describe('pages of menus', () => {
  const list = (query: string) => send('GET', `${url}/menus${query}`);

  test('the cursor of each leads to the next one, and the last has none', async () => {
    const found: number[][] = [];
    let cursor: string | undefined;
    do {
      const { status, body, headers } = await list(`?limit=4${cursor ? `&cursor=${cursor}` : ''}`);
      expect(status).toBe(200);
      found.push(body.map(({ id }: { id: number }) => id));
      cursor = headers['x-next-cursor'] as string | undefined;
    } while (cursor);

    expect(found).toEqual([
      [1, 2, 3, 4],
      [5, 6],
    ]);
  });

  test('without parameters all are there, and nothing follows', async () => {
    const { body, headers } = await list('');

    expect(body).toHaveLength(6);
    expect(headers).not.toHaveProperty('x-next-cursor');
    expect(headers['access-control-expose-headers']).toContain('x-next-cursor');
    expect((await list('?limit=1000')).body).toEqual(body);
  });

  test.each([
    ['limit=0', 'limit', 'greater_than_equal', /./],
    ['limit=1001', 'limit', 'less_than_equal', /./],
    ['limit=x', 'limit', 'int_parsing', /valid integer/],
    ['cursor=411857420189697', 'cursor', 'string_pattern_mismatch', /x-next-cursor of a page of menus/],
    ['cursor=', 'cursor', 'string_pattern_mismatch', /x-next-cursor of a page of menus/],
  ])('%s is 422', async (query, field, type, msg) => {
    expect(await list(`?${query}`)).toMatchObject({
      status: 422,
      body: {
        code: 'validation_failed',
        detail: [{ type, loc: ['query', field], msg: expect.stringMatching(msg) }],
      },
    });
  });
});

describe('GET /menus/{id}', () => {
  test('returns one menu, and says where from', async () => {
    await api.menu(3);
    const answer = await api.menu(3);

    expect(answer).toMatchObject({ status: 200, body: { id: 3, inventory: 50, is_available: true } });
    expect(Object.keys(answer.body).sort()).toEqual([
      'created_at',
      'description',
      'id',
      'image_url',
      'inventory',
      'is_available',
      'name',
      'price',
      'restaurant_id',
    ]);
    expect(answer.headers['x-cache']).toBe('hit');
  });

  test('is 404 for an unknown or a huge id, 422 for text', async () => {
    for (const id of ['0', '-1', '999', '9007199254740993', '99999999999999999999999']) {
      expect(await send('GET', `${url}/menus/${id}`)).toMatchObject({
        status: 404,
        body: { detail: 'Menu not found' },
      });
    }
    expect((await send('GET', `${url}/menus/abc`)).status).toBe(422);
  });
});

describe('PUT /inventory', () => {
  test('takes and gives back, and the next read of anyone shows it', async () => {
    await api.menu(3);
    await send('GET', `${url}/menus`);

    expect(await take(3, { quantity: 8 })).toMatchObject({
      status: 200,
      body: { menu_id: 3, remaining_inventory: 42 },
    });
    expect(await api.stockOf(3)).toBe(42);
    expect((await send('GET', `${url}/menus`)).body[2].inventory).toBe(42);

    expect(await giveBack(3, { quantity: '8' })).toMatchObject({
      status: 200,
      body: { menu_id: 3, remaining_inventory: 50 },
    });
    expect(await api.stockOf(3)).toBe(50);
  });

  test('at nothing left a menu is not available, and available again with stock', async () => {
    await take(3, { quantity: 50 });
    expect((await api.menu(3)).body).toMatchObject({ inventory: 0, is_available: false });

    expect(await take(3, { quantity: 1 })).toMatchObject({
      status: 400,
      body: { detail: 'Not enough inventory', code: 'out_of_stock' },
    });
    await giveBack(3, { quantity: 50 });
    expect((await api.menu(3)).body).toMatchObject({ inventory: 50, is_available: true });
  });

  test.each([
    [{}, 'missing'],
    [{ quantity: 0 }, 'greater_than'],
    [{ quantity: -1 }, 'greater_than'],
    [{ quantity: 1.5 }, 'int_from_float'],
    [{ quantity: 1_000_001 }, 'less_than_equal'],
    [{ quantity: 'x' }, 'int_parsing'],
  ])('%j is 422', async (json, type) => {
    for (const change of [take, giveBack]) {
      expect(await change(3, json)).toMatchObject({
        status: 422,
        body: { detail: [{ type, loc: ['body', 'quantity'] }] },
      });
    }
  });

  test('an unknown or a huge menu is 404, text is 422', async () => {
    for (const change of [take, giveBack]) {
      expect((await change(999, { quantity: 1 })).status).toBe(404);
      expect((await change('99999999999999999999', { quantity: 1 })).status).toBe(404);
      expect((await change('abc', { quantity: 1 })).status).toBe(422);
    }
  });

  test('many at once on one row lose nothing', async () => {
    const answers = await inParallel(target.mostCallsAtOnce, 60, () => take(3, { quantity: 1 }));

    expect(countBy(answers, ({ status }) => status)).toEqual({ 200: 50, 400: 10 });
    expect(await api.stockOf(3)).toBe(0);
  });
});

describe('reservations', () => {
  test('are for services only', async () => {
    const { token } = await api.newUser();
    const reserve = { reservation_id: 1, items: [{ menu_id: 3, quantity: 1 }] };
    const paths = [`${url}/inventory/reservations`, `${url}/inventory/reservations/1/release`];

    for (const path of paths) {
      expect((await send('POST', path, { json: reserve })).status).toBe(401);
      expect((await send('POST', path, { json: reserve, token })).status).toBe(401);
    }
    expect(await api.stockOf(3)).toBe(50);
  });
});
