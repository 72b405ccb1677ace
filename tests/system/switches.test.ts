import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { createApi, send, type TestUser } from './client.ts';
import { target } from './target.ts';

const POLL_MS = 500;
const api = createApi(inject('urls'));
const ssm = new SSMClient({
  endpoint: inject('ssmEndpoint'),
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
let buyer: TestUser;
beforeAll(async () => {
  buyer = await api.newUser();
});
beforeEach(() => api.setStock(4, 50));
afterEach(() => api.calm());
afterAll(() => ssm.destroy());

/** As `aws ssm put-parameter --overwrite` does it. */
const put = (service: string, value: unknown) =>
  ssm.send(
    new PutParameterCommand({
      Name: `/food-delivery/local/chaos/${service}`,
      Value: JSON.stringify(value),
      Type: 'String',
      Overwrite: true,
    }),
  );

const order = () => api.order(buyer, [{ menu_id: 4, quantity: 1 }]);

/** How long after now the last call was made that did not yet act. */
async function lateness(acts: () => Promise<boolean>): Promise<number> {
  const since = performance.now();
  let lastMs = 0;
  for (let askedMs = 0; !(await acts()); askedMs = performance.now() - since) lastMs = askedMs;
  return lastMs;
}

test('a switch that is put into the Parameter Store acts within two poll intervals, on and off', async () => {
  // There is an environment with the old state, so that it has something to learn.
  expect((await order()).body.status).toBe('confirmed');

  await put('order', { payment_fail: { fail_percent: 100 } });
  const on = await lateness(async () => (await order()).body.status === 'failed');
  await put('order', {});
  const off = await lateness(async () => (await order()).body.status === 'confirmed');

  expect(on).toBeLessThan(2 * POLL_MS);
  expect(off).toBeLessThan(2 * POLL_MS);
});

test('a delay that is put into the Parameter Store slows the service', async () => {
  const delayMs = 400 * target.slowness;
  await put('user', { delay: { delay_ms: delayMs } });

  const call = async (): Promise<boolean> => {
    const startedAt = performance.now();
    await send('GET', `${api.urls.user}/users/${buyer.id}`);
    return performance.now() - startedAt >= delayMs;
  };

  expect(await lateness(call)).toBeLessThan(2 * POLL_MS);
});
