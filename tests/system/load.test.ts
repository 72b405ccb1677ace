import { beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { inParallel } from '#shared/in-parallel';
import { countBy, createApi, type TestUser } from '#tests/support/api/client';
import { target } from '#tests/support/targets/target';

const api = createApi(inject('urls'));
const { buyers: BUYERS, orders: ORDERS, meetingOrders: MEETING } = target;
const SEVERAL = Math.min(16, BUYERS);
const PORTIONS = Math.round((ORDERS * 5) / 7);
const STOCK = 100;
let buyers: TestUser[];
const buyer = (i: number): TestUser => buyers[i % buyers.length] as TestUser;

beforeAll(async () => {
  buyers = await inParallel(4, BUYERS, () => api.newUser());
});
beforeEach(async () => {
  await Promise.all([api.setStock(1, STOCK), api.setStock(2, STOCK)]);
});

test(`${BUYERS} buyers, ${PORTIONS} portions, ${ORDERS} orders: the portions are sold, the rest refused, none left`, async () => {
  await api.setStock(1, PORTIONS);

  const answers = await inParallel(BUYERS, ORDERS, (i) => api.order(buyer(i), [{ menu_id: 1, quantity: 1 }]));

  expect(countBy(answers, ({ status, body }) => `${status} ${body?.status ?? body?.code ?? ''}`)).toEqual({
    '201 confirmed': PORTIONS,
    '400 out_of_stock': ORDERS - PORTIONS,
  });
  expect(await api.stockOf(1)).toBe(0);
});

test(`${SEVERAL} buyers who order two menus in opposite order neither deadlock nor lose anything`, async () => {
  const lines = [1, 2].map((menu_id) => ({ menu_id, quantity: 1 }));
  const opposite = lines.toReversed();

  const answers = await inParallel(SEVERAL, MEETING, (i) => api.order(buyer(i), i % 2 ? lines : opposite));

  expect(countBy(answers, ({ status }) => status)).toEqual({ 201: MEETING });
  expect([await api.stockOf(1), await api.stockOf(2)]).toEqual([STOCK - MEETING, STOCK - MEETING]);
});

test('ordering and cancelling at once leaves the stock exact', async () => {
  await inParallel(SEVERAL, MEETING, async (i) => {
    const { body } = await api.order(buyer(i), [{ menu_id: 1, quantity: 1 }]);
    if (i % 2) await api.cancel(body.id);
  });

  expect(await api.stockOf(1)).toBe(STOCK - MEETING / 2);
});
