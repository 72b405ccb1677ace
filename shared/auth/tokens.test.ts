import { CompactSign, SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { createServiceTokens, createUserTokens } from './tokens.ts';

const SECRET = 'a secret of the tests';
const key = (secret: string) => new TextEncoder().encode(secret);
const users = createUserTokens(SECRET);
const user = { userId: 7, username: 'hong' };

const signed = (payload: object, secret = SECRET, expires = '1 minute') =>
  new SignJWT({ ...payload })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(expires)
    .sign(key(secret));

test('a user token returns what it was made for', async () => {
  expect(await users.verify(await users.sign(user))).toEqual(user);
});

/** Signs the claims as they are given, also those that a library would not write. */
const withClaims = (payload: object) =>
  new CompactSign(new TextEncoder().encode(JSON.stringify({ sub: 'hong', user_id: 7, ...payload })))
    .setProtectedHeader({ alg: 'HS256' })
    .sign(key(SECRET));
const nextHour = () => Math.floor(Date.now() / 1000) + 3_600;

test('a token is what its claims make of it', async () => {
  expect(await users.verify(await withClaims({ exp: nextHour() }))).toEqual(user);
});

test.each([
  ['without an end', () => withClaims({})],
  ['with a text for an end', () => withClaims({ exp: String(nextHour()) })],
  ['not good yet', () => withClaims({ exp: nextHour(), nbf: nextHour() - 60 })],
  ['with a text for its start', () => withClaims({ exp: nextHour(), nbf: '0' })],
  ['with a text for its making', () => withClaims({ exp: nextHour(), iat: 'now' })],
  ['with a text for an id', () => withClaims({ exp: nextHour(), user_id: '7' })],
  ['with a fraction for an id', () => withClaims({ exp: nextHour(), user_id: 7.5 })],
  ['with an id that no user has', () => withClaims({ exp: nextHour(), user_id: 2 ** 53 })],
  ['with an empty name', () => withClaims({ exp: nextHour(), sub: '' })],
  ['with a number for a name', () => withClaims({ exp: nextHour(), sub: 5 })],
  ['forged', () => signed({ sub: 'hong', user_id: 7 }, 'another secret of the tests')],
  ['expired', () => signed({ sub: 'hong', user_id: 7 }, SECRET, '-1 second')],
  ['unsigned', async () => new UnsecuredJWT({ sub: 'hong', user_id: 7 }).encode()],
  ['without user', () => signed({ sub: 'hong' })],
  ['without name', () => signed({ user_id: 7 })],
  ['made for a service', () => signed({ sub: 'hong', user_id: 7, aud: 'restaurant' })],
  ['no token at all', async () => 'abc'],
])('a token that is %s is refused', async (_, make) => {
  await expect(users.verify(await make())).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a service token is good for its audience only, and for a while', async () => {
  let nowMs = Date.now();
  const services = createServiceTokens(SECRET, () => nowMs);
  const first = await services.sign('restaurant');

  await services.verify(first, 'restaurant');
  await expect(services.verify(first, 'order')).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(services.verify(await withClaims({ aud: 'restaurant' }), 'restaurant')).rejects.toThrow();
  await expect(
    services.verify(await signed({ aud: 'restaurant' }, 'x'.repeat(16)), 'restaurant'),
  ).rejects.toThrow();
  expect(await services.sign('restaurant')).toBe(first);
  nowMs += 31_000;
  expect(await services.sign('restaurant')).not.toBe(first);
});

test('a user token that was good is refused with the second of its end', async () => {
  let nowMs = Date.now();
  const tokens = createUserTokens(SECRET, () => nowMs);
  const exp = nextHour();
  const token = await withClaims({ exp });
  expect(await tokens.verify(token)).toEqual(user);

  nowMs = exp * 1_000 - 1;
  expect(await tokens.verify(token)).toEqual(user);
  nowMs = exp * 1_000;
  await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a user token that was good with one secret is refused with another', async () => {
  const token = await users.sign(user);
  await users.verify(token);
  const others = createUserTokens('another secret of the tests');

  await expect(others.verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a user token that was good is refused with another signature, and with other claims', async () => {
  const token = await users.sign(user);
  await users.verify(token);
  const [head, , signature] = token.split('.');
  const [, claims] = (await users.sign({ ...user, userId: 8 })).split('.');

  for (const wrong of [`${token.slice(0, -4)}AAAA`, `${head}.${claims}.${signature}`])
    for (const _ of ['first', 'second'])
      await expect(users.verify(wrong)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a service token that was good is refused with the second of its end', async () => {
  let nowMs = Date.now();
  const services = createServiceTokens(SECRET, () => nowMs);
  const token = await services.sign('restaurant');
  await services.verify(token, 'restaurant');
  nowMs += 60_000;

  await expect(services.verify(token, 'restaurant')).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a function that is not given a key fails at its first use, and not with a 401', async () => {
  const missing = /columns of this function's route do not name/;

  await expect(createUserTokens(undefined).sign({ userId: 1, username: 'hong' })).rejects.toThrow(missing);
  await expect(createUserTokens(undefined).verify('token')).rejects.toThrow(missing);
  await expect(createServiceTokens(undefined).sign('restaurant')).rejects.toThrow(missing);
  await expect(createServiceTokens(undefined).verify('token', 'restaurant')).rejects.toThrow(missing);
});
