import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inParallel } from '#shared/in-parallel';
import { createApi, send } from '#tests/support/api/client';
import { newPlace, RunningSystem } from '#tests/support/running-system';

const DISK = '160m';
const BACK_WITHIN_MS = 60_000;
const ORDER = [{ menu_id: 1, quantity: 1 }];

test('on a full disk what needs room is refused, the engine lives, and service is back when there is room', {
  tags: ['small-disk'],
  timeout: 240_000,
}, async () => {
  const place = await newPlace();
  const mount = `mount -t tmpfs -o size=${DISK} tmpfs ${place.dataDir}`;
  const system = new RunningSystem(place, {}, 'pipe', [
    'unshare',
    '-m',
    'sh',
    '-c',
    `${mount} && exec npm start`,
  ]);
  await system.untilReady(`${place.urls.restaurant}/menus`);
  const api = createApi(place.urls);
  const buyer = await api.newUser();
  expect((await api.order(buyer, ORDER)).status).toBe(201);
  const [engine] = (await system.processes()).filter(({ command }) =>
    /^node .*local\/main\.ts start/.test(command),
  );
  const filler = `/proc/${engine?.pid}/root${place.dataDir}/filler`;
  const fill = () =>
    spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k', 'oflag=append', 'conv=notrunc']);

  fill();
  const refusals = await inParallel(2, 20, async () => {
    fill();
    return api.order(buyer, ORDER);
  });
  const status = await send('GET', `http://localhost:${place.ports.ENGINE_PORT}`);

  expect(refusals.filter(({ status: code }) => code >= 500).length).toBeGreaterThan(0);
  for (const { status: code, body } of refusals) {
    expect([201, 502, 503, 504]).toContain(code);
    if (code !== 201) expect(body).toMatchObject({ code: expect.stringMatching(/^dependency_/) });
  }
  expect(status.status).toBe(200);

  rmSync(filler);
  await expect
    .poll(async () => (await api.order(buyer, ORDER)).status, { timeout: BACK_WITHIN_MS, interval: 500 })
    .toBe(201);
  await expect
    .poll(async () => (await send('GET', `${place.urls.order}/health?deep=1`)).status, {
      timeout: BACK_WITHIN_MS,
    })
    .toBe(200);
  await system.pressCtrlC();
});

test('a start on a full disk says in one sentence that the disk is full', {
  tags: ['small-disk'],
}, async () => {
  const place = await newPlace();
  const full = `mount -t tmpfs -o size=64k tmpfs ${place.dataDir}; dd if=/dev/zero of=${place.dataDir}/lost+found`;
  const system = new RunningSystem(place, {}, 'pipe', [
    'unshare',
    '-m',
    'sh',
    '-c',
    `${full}; exec npm start`,
  ]);

  expect(await system.untilExit()).toBe(2);
  expect(system.output).toMatch(/^error: .*engine\.lock cannot be locked: the disk is full/m);
});
