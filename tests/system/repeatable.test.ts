import { afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { inParallel } from '#shared/in-parallel';
import type { ServiceName } from '#shared/services';
import { type Answer, countBy, createApi, send, type TestUser } from '#tests/support/api/client';
import { target } from '#tests/support/targets/target';

const api = createApi(inject('urls'));
const STOCK = 80;
const RUNS = 10;
let buyer: TestUser;
beforeAll(async () => {
  buyer = await api.newUser();
});
beforeEach(() => api.setStock(3, STOCK));
afterEach(() => api.calm());

const put = async (service: ServiceName, id: string, json: object): Promise<void> =>
  expect(await send('PUT', `${api.urls[service]}/chaos/${id}`, { json })).toMatchObject({ status: 200 });

/** The numbers of the calls that were hit, of those that a run makes side by side. */
async function hitCalls(calls: number, call: (requestId: string) => Promise<Answer>): Promise<string> {
  const hits: number[] = [];
  const numbers = Array.from({ length: calls }, (_, number) => number);
  await inParallel(target.readsAtOnce, calls, async () => {
    const number = numbers.shift() ?? expect.fail('one call too many');
    const { headers } = await call(`call-${number}`);
    if (headers['x-chaos-hit'] !== undefined) hits.push(number);
  });
  return hits.toSorted((one, other) => one - other).join();
}

test('ten runs with one seed hit the same calls, at a handler and at a port, whatever environments serve them', async () => {
  const getUser = (requestId: string) =>
    send('GET', `${api.urls.user}/users/${buyer.id}`, { headers: { 'x-request-id': requestId } });
  for (const point of ['user.handler', 'user.users.find']) {
    await put('user', 'seeded', { point, mode: 'exception', percentage: 40, seed: 7 });
    const runs = new Set<string>();
    for (let run = 0; run < RUNS; run++) runs.add(await hitCalls(30, getUser));

    expect([...runs], point).toHaveLength(1);
    const hits = [...runs].join().split(',').length;
    expect(hits).toBeGreaterThan(4);
    expect(hits).toBeLessThan(22);
  }
});

test('fails twice, then works: two of twelve orders side by side, and the stock is exact', async () => {
  await put('order', 'twice', { point: 'order.menus.quote', mode: 'exception', times: 2 });

  const answers = await inParallel(target.ordersAtOnce, 12, () =>
    api.order(buyer, [{ menu_id: 3, quantity: 1 }]),
  );

  expect(countBy(answers, ({ status, headers }) => `${status} ${headers['x-chaos-hit'] ?? ''}`)).toEqual({
    '201 ': 10,
    '503 twice@order.menus.quote': 2,
  });
  expect(await api.stockOf(3)).toBe(STOCK - 10);
});

test('done, but the answer was lost: the order fails, and the money that was taken is given back', async () => {
  await put('order', 'lost', { point: 'order.payments.charge', mode: 'exception', when: 'after', times: 1 });

  const { status, headers, body } = await api.order(buyer, [{ menu_id: 3, quantity: 1 }]);
  const read = async () => (await send('GET', `${api.urls.order}/orders/${body.order_id}`)).body;

  expect([status, headers['x-chaos-hit']]).toEqual([503, 'lost@order.payments.charge']);
  await expect.poll(read).toMatchObject({ status: 'failed', payment_status: 'refunded' });
  expect(await api.stockOf(3)).toBe(STOCK);
});

test('kill: the environment ends under its request, the hit is counted, and the next request is served', async () => {
  const getUser = () => send('GET', `${api.urls.user}/users/${buyer.id}`);
  await put('user', 'killed', { point: 'user.users.find', mode: 'kill', when: 'after', times: 1 });

  const [hit, next] = [await getUser(), await getUser()];
  const { rules } = (await send('GET', `${api.urls.user}/chaos`)).body;

  expect(hit.status).toBe(502);
  expect(next.status).toBe(200);
  expect(rules).toMatchObject([{ id: 'killed', hits: 1 }]);
});
