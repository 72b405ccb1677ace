import { expect, test } from 'vitest';
import { chaosOfServices } from '#local/engine/chaos-of-services';
import { SERVICE_NAMES } from '#shared/services';
import { createApi, send } from '#tests/support/api/client';
import { sharedEngine } from './own-engine.ts';

const KEY = 'a key of sixteen characters';
const engineOf = sharedEngine({ environment: { CHAOS_KEY: KEY } });
const headers = { 'x-chaos-key': KEY };
const NOTHING = { enabled: true, rules: [], invalid: [] };

test('the port of the engine lists the faults of all services, and ends them at once', async () => {
  const { urls } = engineOf();
  const rule = { point: '*.handler', mode: 'latency', ms: 1 };
  for (const service of SERVICE_NAMES) {
    expect((await send('PUT', `${urls[service]}/chaos/slow`, { json: rule })).status).toBe(403);
    expect((await send('PUT', `${urls[service]}/chaos/slow`, { json: rule, headers })).status).toBe(200);
  }
  const json = { fail_percent: 100 };
  await send('POST', `${urls.order}/chaos/payment_fail`, { json, headers });
  await createApi(urls).menu(1);

  const list = () => send('GET', `${urls.engine}/chaos`, { documented: false });
  await expect.poll(async () => (await list()).body.services.restaurant.rules[0].hits).toBe(1);
  expect((await list()).body).toMatchObject({
    services: {
      user: { rules: [{ id: 'slow' }] },
      restaurant: { rules: [{ id: 'slow' }] },
      order: { rules: [{ id: 'payment_fail' }, { id: 'slow' }] },
    },
  });
  const ended = await send('DELETE', `${urls.engine}/chaos`, { documented: false });

  expect([ended.status, ended.text]).toEqual([204, '']);
  expect((await list()).body).toEqual({ services: { user: NOTHING, restaurant: NOTHING, order: NOTHING } });
  expect((await send('PUT', `${urls.engine}/chaos`, { documented: false })).status).toBe(404);
});

test('what a service could not do is named, and the others are ended', async () => {
  const { urls } = engineOf();
  const chaos = chaosOfServices({ ...urls, order: 'http://127.0.0.1:1' }, KEY);

  expect(await chaos.endAll()).toEqual([
    expect.stringMatching(/^The faults of the order service may be on: /),
  ]);
  expect(await chaos.list()).toEqual({
    services: { user: NOTHING, restaurant: NOTHING, order: { problem: expect.any(String) } },
  });
});
