import { afterEach, beforeAll, expect, inject, test } from 'vitest';
import { createApi, send, type TestUser } from '#tests/support/api/client';
import { target } from '#tests/support/targets/target';

const api = createApi(inject('urls'));
let user: TestUser;
beforeAll(async () => {
  user = await api.newUser();
});
afterEach(() => api.calm());

/** Acts on the first invocation of an environment only. */
const IF_COLD = { point: 'user.handler', mode: 'latency', ms: 1, match: { cold: true } };
const END = { point: 'user.handler', mode: 'cold_start' };

async function wasCold(rules: readonly object[]): Promise<boolean> {
  const { status, headers } = await send('GET', `${api.urls.user}/users/${user.id}`, {
    headers: { 'x-chaos': JSON.stringify([IF_COLD, ...rules]) },
  });
  expect(status).toBe(200);
  return (headers['x-chaos-hit'] ?? '').includes('header-1@');
}

// MiniStack runs functions in a runtime of its own, under which the mode is refused.
test.skipIf(target.name === 'ministack')(
  'cold_start: each call is answered, and the next one starts cold',
  async () => {
    // Until no environment is left that earlier calls have started; one may have been busy at first.
    const threeTimes = async () => [await wasCold([END]), await wasCold([END]), await wasCold([END])];
    await expect.poll(threeTimes, { timeout: 30_000 * target.slowness }).toEqual([true, true, true]);

    expect(await wasCold([END])).toBe(true);
    expect(await wasCold([])).toBe(true);
    expect(await wasCold([])).toBe(false);
  },
);

test.skipIf(target.name === 'ministack')('every hit of an environment that ends is counted', async () => {
  const put = await send('PUT', `${api.urls.user}/chaos/ends`, {
    json: { ...END, match: { method: 'GET' } },
  });
  expect(put.status).toBe(200);

  for (let n = 0; n < 5; n++) await wasCold([]);

  const { rules } = (await send('GET', `${api.urls.user}/chaos`)).body;
  expect(rules).toMatchObject([{ id: 'ends', hits: 5 }]);
});
