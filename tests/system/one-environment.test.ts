import { afterEach, beforeAll, expect, inject, test } from 'vitest';
import { createApi, send, type TestUser } from '#tests/support/api/client';

const api = createApi(inject('urls'));
const RULE_URL = `${api.urls.user}/chaos/one`;
/** Shorter than the function may take. */
const SLOW_MS = 3_000;
let user: TestUser;
beforeAll(async () => {
  user = await api.newUser();
});
afterEach(() => api.calm());

/** @returns the hits of the call */
async function read(): Promise<string> {
  const { status, headers } = await send('GET', `${api.urls.user}/users/${user.id}`);
  expect(status).toBe(200);
  return String(headers['x-chaos-hit'] ?? '');
}

test('a rule for one environment acts on all its calls, and on none of another environment', async () => {
  const put = await send('PUT', RULE_URL, {
    json: {
      ...{ point: 'user.handler', mode: 'latency', ms: SLOW_MS },
      match: { method: 'GET', environment: { one_in: 1_000 } },
    },
  });
  expect(put.status).toBe(200);

  // They come at once, so that no environment takes two of them before the slow one has slept.
  const first = await Promise.all(Array.from({ length: 4 }, read));
  // One after another: the environment that answers may be any.
  const later: string[] = [];
  for (let n = 0; n < 3; n++) later.push(await read());

  expect(first.filter((hits) => hits !== '')).toEqual(['one@user.handler']);
  expect(later.filter((hits) => hits !== '' && hits !== 'one@user.handler')).toEqual([]);
});

test('a rule of one request cannot name an environment', async () => {
  const rule = { point: 'user.handler', mode: 'latency', ms: 1, match: { environment: { one_in: 4 } } };
  const { status, body } = await send('GET', `${api.urls.user}/users/${user.id}`, {
    headers: { 'x-chaos': JSON.stringify(rule) },
  });

  expect(status).toBe(422);
  expect(body.detail).toMatchObject([
    { loc: ['header', 'x-chaos', 'match', 'environment'], msg: expect.stringContaining('PUT /chaos/{id}') },
  ]);
});
