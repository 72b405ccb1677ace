import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inParallel } from '#shared/in-parallel';
import { send } from '#tests/support/api/client';
import { newPlace, RunningSystem, stillRunning } from '#tests/support/running-system';

const REQUESTS = 1_500;
const LONG_PATH = `/nothing/${'x'.repeat(200)}`;

/** A named pipe outside of the data folder, which holds nothing but the engine's own. */
function newPipe(): string {
  const folder = mkdtempSync(join(tmpdir(), 'food-delivery-pipe-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  return pipe;
}

function hasNpmPrinted(reader: number): boolean {
  try {
    return readSync(reader, Buffer.alloc(1_000)) > 0;
  } catch {
    return false; // nothing to read yet
  }
}

test('output that is not read stops no request, is counted, and ends in order', async () => {
  const place = await newPlace();
  const pipe = newPipe();
  const unread = openSync(pipe, 'r+');
  const system = new RunningSystem(place, {}, unread);
  closeSync(unread);
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  await system.untilReady(`${place.urls.restaurant}/menus`);

  const answers = await inParallel(8, REQUESTS, () => send('GET', place.urls.order + LONG_PATH));
  const { log } = (await send('GET', `http://localhost:${place.ports.ENGINE_PORT}`)).body;
  let read = '';
  new Socket({ fd: reader, writable: false }).on('data', (chunk) => {
    read += chunk;
  });
  await system.pressCtrlC();

  expect(answers.every(({ status }) => status === 404)).toBe(true);
  expect(log.droppedLines).toBeGreaterThan(100);
  await expect.poll(() => read).toMatch(/\nstopped\n/);
  expect(read).toMatch(/^\d+ log lines dropped$/m);
});

test('a reader that closes the pipe, as head does, ends nothing', async () => {
  const place = await newPlace();
  const pipe = newPipe();
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(pipe, 'w');
  const system = new RunningSystem(place, {}, writer);
  closeSync(writer);
  // npm itself ends at once if its own first lines find no reader
  await expect.poll(() => hasNpmPrinted(reader)).toBe(true);
  closeSync(reader);

  await system.untilReady(`${place.urls.restaurant}/menus`);
  const answers = await inParallel(4, 100, () => send('GET', `${place.urls.order}/health`));

  expect(answers.every(({ status }) => status === 200)).toBe(true);
  // npm itself may end at once because of the pipe; the engine must still end in order.
  const pids = (await system.processes()).map(({ pid }) => pid);
  await system.pressCtrlC();
  await expect.poll(() => stillRunning(pids)).toEqual([]);
});
