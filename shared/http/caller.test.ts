import { describe, expect, test } from 'vitest';
import { call, good, json, routes, SERVICES, shellWith, USERS } from '#tests/support/http/called-endpoint';
import type { Handle } from './endpoint.ts';
import type { Route } from './route.ts';

test.each([[undefined], ['Basic abc'], ['Bearer'], ['Bearer  ']])(
  'authorization %j is not authenticated',
  async (authorization) => {
    const headers = authorization === undefined ? {} : { Authorization: authorization };

    const answer = await call(routes.post, { event: json(good, headers) });

    expect(answer).toMatchObject({
      status: 401,
      body: { detail: 'Not authenticated', code: 'unauthenticated' },
    });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  },
);

test('a user token identifies the caller; a bad one is refused', async () => {
  const token = await USERS.sign({ userId: 7, username: 'hong' });
  const withToken = (value: string) =>
    call(routes.mine, { event: { headers: { authorization: `bearer ${value}` } } });

  expect((await withToken(token)).body.user).toEqual({ userId: 7, username: 'hong' });
  expect(await withToken(`${token}x`)).toMatchObject({
    status: 401,
    body: { detail: 'Could not validate credentials' },
  });
});

test('an owner route takes anonymous calls only where the stage allows them', async () => {
  const open = { shell: shellWith({}, { allowAnonymous: true }) };
  const forged = { ...open, event: { headers: { authorization: 'Bearer forged' } } };

  expect((await call(routes.owned, open, parcelOf(7))).status).toBe(200);
  expect((await call(routes.owned, {}, parcelOf(7))).status).toBe(401);
  expect((await call(routes.owned, forged, parcelOf(7))).status).toBe(401);
});

test('an owner route is handled for the owner only, and a stranger changes nothing', async () => {
  const token = await USERS.sign({ userId: 7, username: 'hong' });
  const event = { headers: { authorization: `Bearer ${token}` } };
  const handled: number[] = [];

  expect((await call(routes.owned, { event }, parcelOf(7, handled))).status).toBe(200);
  expect(await call(routes.owned, { event }, parcelOf(8, handled))).toMatchObject({
    status: 403,
    body: { code: 'forbidden', detail: 'This is not your parcel' },
  });
  expect(handled).toEqual([7]);
});

test('an owner route without ownerOf, and a handler without find, do not compile', () => {
  // @ts-expect-error Nothing finds out whose it is
  const unowned: Route = { ...routes.owned, ownerOf: undefined };
  // @ts-expect-error The owner cannot be checked before a handler that finds and acts in one
  const handle: Handle<typeof routes.owned> = async () => ({});

  expect(unowned.auth).toBe('owner');
  expect(handle).toBeTypeOf('function');
});

const parcelOf = (by: number, handled: number[] = []): Handle<typeof routes.owned> => ({
  find: async () => ({ by }),
  handle: async (_, parcel) => {
    handled.push(parcel.by);
    return {};
  },
});

test('a service route takes tokens of services only', async () => {
  const as = (token: string) =>
    call(routes.internal, { event: { headers: { authorization: `Bearer ${token}` } } });

  expect((await as(await SERVICES.sign('order'))).status).toBe(200);
  expect((await as(await SERVICES.sign('restaurant'))).status).toBe(401);
  expect((await as(await USERS.sign({ userId: 7, username: 'hong' }))).status).toBe(401);
});

const documented = <R extends Route>(route: R): R => ({ ...route, publicWhereAnonymous: true });

describe('a route that is public where the stage allows anonymous calls', () => {
  const account = documented(routes.owned);
  const stock = documented(routes.internal);
  const local = { shell: shellWith({}, { allowAnonymous: true }) };
  const authorised = (token: string) => ({ event: { headers: { authorization: `Bearer ${token}` } } });

  test('ignores tokens there, wrong ones too', async () => {
    const stranger = authorised(await USERS.sign({ userId: 8, username: 'kim' }));

    for (const given of [
      {},
      stranger,
      authorised('forged'),
      { event: { headers: { authorization: 'Basic x' } } },
    ]) {
      const owned = await call(account, { ...local, ...given }, parcelOf(7));
      const internal = await call(stock, { ...local, ...given });
      expect([owned.status, internal.status, internal.body]).toEqual([200, 200, {}]);
    }
  });

  test('is for the owner only on other stages', async () => {
    const as = async (userId: number) =>
      call(account, authorised(await USERS.sign({ userId, username: 'kim' })), parcelOf(7, handled));
    const handled: number[] = [];

    expect((await as(7)).status).toBe(200);
    expect(await as(8)).toMatchObject({ status: 403, body: { detail: 'This is not your parcel' } });
    expect(await call(account, {}, parcelOf(7, handled))).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer' },
      body: { detail: 'Not authenticated', code: 'unauthenticated' },
    });
    expect((await call(account, authorised('forged'), parcelOf(7, handled))).status).toBe(401);
    expect(handled).toEqual([7]);
  });

  test('is for services only on other stages', async () => {
    const as = (token: string) => call(stock, authorised(token));

    expect((await as(await SERVICES.sign('order'))).status).toBe(200);
    expect((await as(await SERVICES.sign('restaurant'))).status).toBe(401);
    expect((await as(await USERS.sign({ userId: 7, username: 'hong' }))).status).toBe(401);
    expect((await call(stock)).status).toBe(401);
  });
});

test('a shell without what a route needs is a bug', async () => {
  const { verifyUser: _, ...shell } = shellWith();

  const answer = await call(routes.mine, { shell, event: { headers: { authorization: 'Bearer x' } } });

  expect(answer.status).toBe(500);
});
