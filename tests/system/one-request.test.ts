import { connect } from 'food-delivery-lambda/testing';
import { beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { inParallel } from '#shared/in-parallel';
import { countBy, createApi, type TestUser } from '#tests/support/api/client';
import { target } from '#tests/support/targets/target';

const api = createApi(inject('urls'));
const chaos = connect(inject('urls'));
const LINES = [{ menu_id: 6, quantity: 1 }];
let buyer: TestUser;
beforeAll(async () => {
  buyer = await api.newUser();
});
beforeEach(() => api.setStock(6, 80));

test('x-chaos acts in the service it names, two hops away, and on one request of many', async () => {
  const broken = chaos.header({ point: 'restaurant.inventory.reserve', mode: 'exception' });

  const answers = await inParallel(target.ordersAtOnce, 24, (n) =>
    api.order(buyer, LINES, n % 3 === 0 ? broken : {}),
  );

  expect(
    countBy([...answers.entries()], ([n, { status }]) => `${n % 3 === 0 ? 'broken' : 'whole'} ${status}`),
  ).toEqual({
    'broken 503': 8,
    'whole 201': 16,
  });
  expect(await api.stockOf(6)).toBe(80 - 16);
});

test('a rule that counts does so within its request, over the tries of a call', async () => {
  const once = chaos.header({ point: 'restaurant.handler', mode: 'status', status: 503, times: 1 });
  const first = chaos.header({
    point: 'restaurant.handler',
    mode: 'status',
    status: 503,
    match: { attempt: 1 },
  });

  const answers = await inParallel(target.ordersAtOnce, 8, (n) =>
    api.order(buyer, LINES, n % 2 === 0 ? once : first),
  );

  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
});

test('a fault of a block acts until its end', async () => {
  {
    await using fault = await chaos.on({ point: 'order.payments.charge', mode: 'decline' });
    expect((await api.order(buyer, LINES)).body.status).toBe('failed');
    await expect.poll(() => fault.hits()).toBe(1);
  }
  expect((await api.order(buyer, LINES)).body.status).toBe('confirmed');
});
