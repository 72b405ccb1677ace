import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createApi } from '#tests/support/api/client';
import { HIDE_PROC } from '#tests/support/programs/without-proc';
import { newPlace, RunningSystem, stillRunning } from '#tests/support/running-system';

/** What the system looks up under /proc is not there, as on macOS; `ps` is asked instead. */
const WITHOUT_PROC = {
  NODE_OPTIONS: `--import ${HIDE_PROC}`,
};
const MOST_MS = 30_000;

test('without /proc the system starts, stops with npm, and starts again after a kill', {
  tags: 'ps',
  timeout: 240_000,
}, async () => {
  const place = await newPlace();
  const menus = `${place.urls.restaurant}/menus`;
  const api = createApi(place.urls);
  const first = new RunningSystem(place, WITHOUT_PROC);
  await first.untilReady(menus);
  const buyer = await api.newUser();
  expect((await api.order(buyer, [{ menu_id: 1, quantity: 2 }])).status).toBe(201);
  const pids = (await first.processes()).map(({ pid }) => pid);

  const other = new RunningSystem({ ...place, ports: (await newPlace()).ports }, WITHOUT_PROC);
  expect(await other.untilExit()).toBe(2);
  const [, owner] = /another engine \(process (\d+)\) is running/.exec(other.output) ?? [];
  expect(pids).toContain(Number(owner));

  process.kill(first.child.pid ?? 0, 'SIGKILL');
  await expect.poll(() => stillRunning(pids), { timeout: MOST_MS }).toEqual([]);
  expect(first.output).toContain('npm has ended');

  const second = new RunningSystem(place, WITHOUT_PROC);
  await second.untilReady(menus);
  const ofSecond = (await second.processes()).map(({ pid }) => pid);
  await second.killEngine();
  await expect.poll(() => stillRunning(ofSecond), { timeout: MOST_MS }).toEqual([]);

  const third = new RunningSystem(place, WITHOUT_PROC);
  await third.untilReady(menus);
  expect(await api.stockOf(1)).toBeGreaterThan(0);
  const { ENGINE_PORT } = place.ports;
  const env = {
    ...process.env,
    ...WITHOUT_PROC,
    LOCAL_DATA_DIR: place.dataDir,
    ENGINE_PORT: String(ENGINE_PORT),
  };
  const { stdout } = await promisify(execFile)('npm', ['run', 'stop'], { env });
  expect(stdout).toMatch(/stopped/i);
  expect(await third.untilExit()).toBe(0);
});
