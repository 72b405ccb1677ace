import { expect, test, vi } from 'vitest';
import { CHECK_TIMEOUT_MS, checkHealth } from './health.ts';

const up = async () => 'pong';
const down = () => Promise.reject(new Error('gone'));

test.each([[undefined], [''], ['0']])('deep=%j answers at once and checks nothing', async (deep) => {
  const check = vi.fn(up);

  expect(await checkHealth(deep, { store: { required: true, check } })).toMatchObject({
    body: { status: 'healthy' },
  });
  expect(check).not.toHaveBeenCalled();
});

test('is unhealthy without what is required, and names what is down', async () => {
  const answer = await checkHealth('1', {
    store: { required: true, check: down },
    redis: { required: false, check: up },
  });

  expect(answer).toMatchObject({
    body: { status: 'unhealthy', checks: { store: 'down', redis: 'up' } },
    options: { status: 503 },
  });
});

test('what does not answer in time is down, and holds up nothing else', async () => {
  vi.useFakeTimers();
  const never = () => new Promise(() => undefined);

  const answer = checkHealth('1', {
    store: { required: true, check: never },
    queue: { required: true, check: up },
  });
  await vi.advanceTimersByTimeAsync(CHECK_TIMEOUT_MS);
  vi.useRealTimers();

  expect(await answer).toMatchObject({
    body: { checks: { store: 'down', queue: 'up' } },
    options: { status: 503 },
  });
});

test('stays healthy without what it can do without', async () => {
  const answer = await checkHealth('1', {
    store: { required: true, check: up },
    redis: { required: false, check: down },
  });

  expect(answer).toMatchObject({
    body: { status: 'healthy', checks: { redis: 'down' } },
    options: { status: 200 },
  });
});
