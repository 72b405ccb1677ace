import { beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { countBy, createApi, inParallel, type TestUser } from './client.ts';

const api = createApi(inject('urls'));
const BUYERS = 32;
let buyers: TestUser[];
const buyer = (i: number): TestUser => buyers[i % buyers.length] as TestUser;

beforeAll(async () => {
  buyers = await inParallel(4, BUYERS, () => api.newUser());
});
beforeEach(async () => {
  await Promise.all([api.setStock(1, 100), api.setStock(2, 100)]);
});

test('32 buyers, 100 portions, 140 orders: 100 confirmed, 40 refused, none left', async () => {
  const answers = await inParallel(BUYERS, 140, (i) => api.order(buyer(i), [{ menu_id: 1, quantity: 1 }]));

  expect(countBy(answers, ({ status, body }) => `${status} ${body?.status ?? body?.code ?? ''}`)).toEqual({
    '201 confirmed': 100,
    '400 out_of_stock': 40,
  });
  expect(await api.stockOf(1)).toBe(0);
});

test('16 buyers who order two menus in opposite order neither deadlock nor lose anything', async () => {
  const lines = [1, 2].map((menu_id) => ({ menu_id, quantity: 1 }));
  const opposite = lines.toReversed();

  const answers = await inParallel(16, 96, (i) => api.order(buyer(i), i % 2 ? lines : opposite));

  expect(countBy(answers, ({ status }) => status)).toEqual({ 201: 96 });
  expect([await api.stockOf(1), await api.stockOf(2)]).toEqual([4, 4]);
});

test('ordering and cancelling at once leaves the stock exact', async () => {
  await inParallel(16, 96, async (i) => {
    const { body } = await api.order(buyer(i), [{ menu_id: 1, quantity: 1 }]);
    if (i % 2) await api.cancel(body.id);
  });

  expect(await api.stockOf(1)).toBe(52);
});
