import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { HAS_PROC } from '#local/host/process-facts';
import { inParallel } from '#shared/in-parallel';
import { createApi, send } from '#tests/support/api/client';
import { IS_FULL } from '#tests/support/full';
import {
  isListening,
  newPlace,
  type Place,
  RunningSystem,
  stillRunning,
} from '#tests/support/running-system';

test('Ctrl-C leaves no process and no socket behind, and the data, STOCK portions of the first start among it, is there at the next', async () => {
  const place = await newPlace();
  const first = new RunningSystem(place, { STOCK: '700' });
  await first.untilReady(`${place.urls.restaurant}/menus`);
  const api = createApi(place.urls);
  const buyer = await api.newUser();
  const placed = await api.order(buyer, [{ menu_id: 1, quantity: 2 }]);
  const pids = (await first.processes()).map(({ pid }) => pid);

  await first.pressCtrlC();

  expect(pids.length).toBeGreaterThan(6);
  await expectNothingLeft(place, pids);

  const second = new RunningSystem(place, { STOCK: '900' });
  await second.untilReady(`${place.urls.restaurant}/menus`);
  expect((await api.getOrder(placed.body.id)).body).toEqual(placed.body);
  expect(await api.stockOf(1)).toBe(698);
  expect((await send('POST', `${place.urls.user}/validate`, { token: buyer.token })).status).toBe(200);
  await second.pressCtrlC();
});

test('kill -9 of the engine neither blocks the next start nor loses data', async () => {
  const place = await newPlace();
  const first = new RunningSystem(place);
  await first.untilReady(`${place.urls.restaurant}/menus`);
  const api = createApi(place.urls);
  const buyer = await api.newUser();
  const answers = inParallel(4, 40, (i) =>
    api
      .order(buyer, [{ menu_id: 1, quantity: 1 }])
      .finally(() => i === 15 && first.killEngine())
      .catch(() => undefined),
  );
  const pids = (await first.processes()).map(({ pid }) => pid);
  const placed = (await answers).filter((answer) => answer?.status === 201);
  await first.untilExit();
  expect(placed.length).toBeGreaterThan(10);
  await expect.poll(async () => await stillRunning(pids)).toEqual([]);

  const second = new RunningSystem(place);
  await second.untilReady(`${place.urls.restaurant}/menus`);

  for (const answer of placed) expect((await api.getOrder(answer?.body.id)).body).toEqual(answer?.body);
  expect((await api.order(buyer, [{ menu_id: 2, quantity: 1 }])).status).toBe(201);
  await second.pressCtrlC();
});

test.each(IS_FULL ? (['SIGKILL', 'SIGTERM'] as const) : (['SIGKILL'] as const))(
  '%s for npm alone stops what it had started, in order',
  async (signal) => {
    const place = await newPlace();
    const system = new RunningSystem(place);
    await system.untilReady(`${place.urls.restaurant}/menus`);
    const pids = (await system.processes()).map(({ pid }) => pid);

    system.child.kill(signal);

    await expect.poll(() => stillRunning(pids)).toEqual([]);
    await expectNothingLeft(place, pids);
    const next = new RunningSystem(place);
    await next.untilReady(`${place.urls.restaurant}/menus`);
    await next.pressCtrlC();
  },
);

test('a second start on the same folder is refused with one sentence', async () => {
  const place = await newPlace();
  const first = new RunningSystem(place);
  await first.untilReady(`${place.urls.restaurant}/menus`);
  const { ports } = await newPlace();

  const second = new RunningSystem({ ...place, ports });

  expect(await second.untilExit()).toBe(2);
  expect(errorOf(second)).toMatch(/already|process \d+/);
  await first.pressCtrlC();
});

test('a taken port is named, with the variable that changes it', async () => {
  const place = await newPlace();
  const squatter = createServer().listen(place.ports.ORDER_PORT, '127.0.0.1');
  await once(squatter, 'listening');

  const system = new RunningSystem(place);

  expect(await system.untilExit()).toBe(2);
  expect(errorOf(system)).toContain(String(place.ports.ORDER_PORT));
  expect(errorOf(system)).toContain('ORDER_PORT');
  squatter.close();
});

test.each([
  ['LOG', 'loud', 'debug'],
  ['USER_PORT', 'http', 'USER_PORT'],
  ['LOCAL_CONCURRENCY', '0', 'LOCAL_CONCURRENCY'],
  ['DATABASE_URL', 'postgres://127.0.0.1:1/none', 'DATABASE_URL'],
])('%s=%s is refused with one sentence', async (name, value, expected) => {
  const system = new RunningSystem(await newPlace(), { [name]: value });

  expect(await system.untilExit()).toBe(2);
  expect(errorOf(system)).toContain(expected);
});

/** The only line of error, which must not be a stack. */
function errorOf(system: RunningSystem): string {
  const lines = system.output.split('\n').filter((line) => line.startsWith('error: '));
  expect(lines, system.output).toHaveLength(1);
  expect(system.output).not.toMatch(/^\s+at /m);
  return lines[0] ?? '';
}

async function expectNothingLeft({ dataDir, ports }: Place, pids: readonly number[]): Promise<void> {
  expect(await stillRunning(pids)).toEqual([]);
  for (const port of Object.values(ports)) expect(await isListening(port)).toBe(false);
  const files = await readdir(dataDir, { recursive: true });
  expect(files.filter((file) => file.endsWith('.sock'))).toEqual([]);
  if (HAS_PROC) expect(await readFile('/proc/net/unix', 'utf8')).not.toContain(dataDir);
}
