import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import type { Frame } from '#shared/console/frame';
import type { PrintedBody } from '#shared/console/functions';
import { functionsAt } from '#shared/console/functions-at';
import { send } from '#tests/support/api/client';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';

const KEY = 'restaurant/list-menus';

let engine: Engine;
let stop: TemporaryEngine['stop'];
beforeAll(async () => {
  ({ engine, stop } = await temporaryEngine());
}, 300_000);
afterAll(() => stop?.());

const call = (method: string, path: string) =>
  send(method, `${engine.urls.engine}/console/${path}`, { documented: false });
/** What a page shows of functions and queues now. */
async function shown() {
  await call('GET', 'still-open');
  return functionsAt((await call('GET', 'frames')).body as readonly Frame[], Number.POSITIVE_INFINITY);
}
const listed = async () => (await shown())?.functions.find(({ key }) => key === KEY);
const menus = async () => (await send('GET', `${engine.urls.restaurant}/menus`)).status;
const pool = () => engine.functions.get(KEY);

test('the figures are those of the pool, and its memory is that of its processes', async () => {
  await menus();

  await expect
    .poll(listed)
    .toMatchObject({ idle: pool()?.size, busy: 0, starting: 0, starts: pool()?.starts, throttled: 0 });
  await expect.poll(async () => (await listed())?.memory_bytes).toBeGreaterThan(10_000_000);
  expect((await shown())?.functions.map(({ key }) => key)).toEqual([...engine.functions.keys()]);
  expect((await shown())?.queues).toEqual(
    expect.arrayContaining([
      { name: expect.stringContaining('recovery'), visible: 0, in_flight: 0, delayed: 0 },
    ]),
  );
});

test('a forced cold start ends the warm environments, and the next call starts one', async () => {
  await menus();
  const [idle, starts] = [pool()?.states().idle, pool()?.starts ?? 0];

  expect((await call('POST', `functions/${KEY}/cold`)).body).toEqual({ environments: idle });
  await expect.poll(async () => (await listed())?.idle).toBe(0);
  expect(await menus()).toBe(200);

  await expect.poll(async () => (await listed())?.starts).toBe(starts + 1);
});

test('a killed environment is gone, and calls go on', async () => {
  await menus();
  const [victim] = pool()?.pids ?? [];

  expect((await call('POST', `functions/${KEY}/kill`)).body).toEqual({ environments: 1 });

  await expect.poll(() => pool()?.pids.includes(victim ?? 0)).toBe(false);
  expect(await menus()).toBe(200);
});

test('dead letters are listed and sent back by the program for it', async () => {
  expect(((await call('GET', 'dead-letters')).body as PrintedBody).text).toMatch(/dead letter/i);
  expect(((await call('POST', 'dead-letters/redrive')).body as PrintedBody).text).toMatch(/dead letter/i);
});

test('a function that does not exist is named', async () => {
  expect(await call('POST', 'functions/order/nothing/kill')).toMatchObject({
    status: 404,
    body: { detail: 'There is no function order/nothing.' },
  });
});
