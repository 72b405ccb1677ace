import { beforeAll, describe, expect, test } from 'vitest';
import { createServiceTokens } from '#shared/auth/tokens';
import { type Answer, createApi, send, type TestUser } from '#tests/support/api/client';
import { runScript } from '#tests/support/programs/run-script';
import { sharedEngine } from './own-engine.ts';

/** An engine whose routes are as closed as on the stage `aws`. */
const engineOf = sharedEngine({ environment: { ALLOW_ANONYMOUS: 'false' } });

let api: ReturnType<typeof createApi>;
let buyer: TestUser;
let stranger: TestUser;
beforeAll(async () => {
  api = createApi(engineOf().urls);
  [buyer, stranger] = await Promise.all([api.newUser(), api.newUser()]);
});

/** The key of service tokens, as an operator reads it. */
const serviceKey = (): string => engineOf().variables('restaurant').SERVICE_TOKEN_SECRET ?? '';
const brief = ({ status, body }: Answer) => [status, body?.detail];

test('an order is placed, read and cancelled by its owner, and its stock comes back', async () => {
  const before = await api.stockOf(1);

  const placed = await api.order(buyer, [{ menu_id: 1, quantity: 2 }]);
  expect(placed).toMatchObject({ status: 201, body: { status: 'confirmed', payment_status: 'completed' } });
  expect(await api.stockOf(1)).toBe(before - 2);

  const url = `${api.urls.order}/orders/${placed.body.id}`;
  expect(brief(await send('GET', url))).toEqual([401, 'Not authenticated']);
  expect(brief(await send('GET', url, { token: stranger.token }))).toEqual([403, 'This is not your order']);
  expect((await send('GET', url, { token: buyer.token })).status).toBe(200);

  expect((await api.cancel(placed.body.id)).status).toBe(401);
  expect((await api.cancel(placed.body.id, buyer.token)).status).toBe(200);
  expect(await api.stockOf(1)).toBe(before);
});

test('an account is for its owner only, and who else exists stays unknown', async () => {
  const read = (id: number | string, token?: string) =>
    send('GET', `${api.urls.user}/users/${id}`, { token });

  expect(await read(buyer.id, buyer.token)).toMatchObject({
    status: 200,
    body: { username: buyer.username },
  });
  expect(brief(await read(buyer.id))).toEqual([401, 'Not authenticated']);
  expect(brief(await read(buyer.id, 'forged'))).toEqual([401, 'Could not validate credentials']);
  expect(brief(await read(buyer.id, stranger.token))).toEqual([403, 'This is not your account']);
  expect(brief(await read(1, stranger.token))).toEqual([403, 'This is not your account']);
  expect((await read('abc')).status).toBe(422);
});

describe('stock', () => {
  const change = (path: string, token?: string) =>
    send('PUT', `${api.urls.restaurant}/inventory/${path}`, { json: { quantity: 1 }, token });

  test.each(['2', '2/restore'])('PUT /inventory/%s takes a service token only', async (path) => {
    const before = await api.stockOf(2);
    const services = createServiceTokens(serviceKey());

    expect(brief(await change(path))).toEqual([401, 'Not authenticated']);
    expect(brief(await change(path, buyer.token))).toEqual([401, 'Could not validate credentials']);
    const ofAnother = await services.sign('user');
    expect(brief(await change(path, ofAnother))).toEqual([401, 'Could not validate credentials']);
    expect(await api.stockOf(2)).toBe(before);

    expect((await change(path, await services.sign('restaurant'))).status).toBe(200);
    expect(await api.stockOf(2)).toBe(before + (path === '2' ? -1 : 1));
  });

  test('an operator with the key restocks; without it the program says what is missing', async () => {
    const restock = (env: Record<string, string>) =>
      runScript('tools/restock.ts', ['--menu', '3', '--stock', '70'], {
        RESTAURANT_URL: api.urls.restaurant,
        ...env,
      });

    expect(await restock({})).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/takes a service token only: set SERVICE_TOKEN_SECRET/),
    });
    expect(await restock({ SERVICE_TOKEN_SECRET: serviceKey() })).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await api.stockOf(3)).toBe(70);
  });
});
