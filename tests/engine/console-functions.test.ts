import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import type { FunctionsBody, PrintedBody } from '#shared/console/functions';
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
const shown = async () =>
  ((await call('GET', 'functions')).body as FunctionsBody).functions.find(({ key }) => key === KEY);
const menus = async () => (await send('GET', `${engine.urls.restaurant}/menus`)).status;
const pool = () => engine.functions.get(KEY);

test('the figures are those of the pool, and its memory is that of its processes', async () => {
  await menus();

  const { functions, queues } = (await call('GET', 'functions')).body as FunctionsBody;
  const listed = functions.find(({ key }) => key === KEY);

  expect(functions.map(({ key }) => key)).toEqual([...engine.functions.keys()]);
  expect(listed).toMatchObject({
    idle: pool()?.size,
    busy: 0,
    starting: 0,
    starts: pool()?.starts,
    throttled: 0,
  });
  expect(listed?.memory_bytes).toBeGreaterThan(10_000_000);
  expect(queues).toEqual(
    expect.arrayContaining([
      { name: expect.stringContaining('recovery'), visible: 0, in_flight: 0, delayed: 0 },
    ]),
  );
});

test('a forced cold start ends the warm environments, and the next call starts one', async () => {
  await menus();
  const before = await shown();

  expect((await call('POST', `functions/${KEY}/cold`)).body).toEqual({ environments: before?.idle });
  await expect.poll(async () => (await shown())?.idle).toBe(0);
  expect(await menus()).toBe(200);

  expect((await shown())?.starts).toBe((before?.starts ?? 0) + 1);
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
