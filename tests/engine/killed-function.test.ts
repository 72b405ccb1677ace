import { expect, test } from 'vitest';
import { createApi, send } from '#tests/support/api/client';
import { ownEngine } from './own-engine.ts';

/** Recovery in seconds, so that a test can wait for it. */
const QUICK = { PENDING_MS: '1500', RECOVERY_DELAY_MS: '2000', CANCEL_RECOVERY_DELAY_MS: '2000' };

test('an order whose function is killed is brought to rest, and its stock comes back', async () => {
  const engine = await ownEngine({ environment: QUICK });
  const api = createApi(engine.urls);
  const buyer = await api.newUser();
  await api.chaos('restaurant', 'inventory_delay', { delay_ms: 700 });
  const placing = api.order(buyer, [{ menu_id: 1, quantity: 3 }]);
  await expect.poll(() => ordersOf(buyer.token)).toMatchObject([{ status: 'pending' }]);

  for (const pid of engine.functions.get('order/place-order')?.pids ?? []) process.kill(pid, 'SIGKILL');

  expect((await placing).status).toBe(502);
  await expect
    .poll(() => ordersOf(buyer.token), { timeout: 20_000 })
    .toMatchObject([{ status: 'failed', payment_status: 'failed' }]);
  await expect.poll(() => api.stockOf(1), { timeout: 20_000 }).toBe(100);
  expect((await api.order(buyer, [{ menu_id: 1, quantity: 1 }])).status).toBe(201);

  async function ordersOf(token: string) {
    return (await send('GET', `${engine.urls.order}/orders`, { token })).body.items;
  }
});
