import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { removeFolder, temporaryFolder } from '#tests/support/engine/service-bench';
import { boundLogs } from './bounded-logs.ts';
import { MAX_LOG_BYTES } from './log-rotation.ts';

async function boundFolder(): Promise<string> {
  const folder = await temporaryFolder();
  const end = boundLogs(folder);
  onTestFinished(() => {
    end();
    return removeFolder(folder);
  });
  return folder;
}

/** A process that prints numbered lines to a file it inherited, 4 MB a second. */
function printer(file: string): ChildProcess {
  const fd = openSync(file, 'a');
  const script = `let i = 0;
    setInterval(() => {
      for (let n = 0; n < 400; n++) console.log('line ' + i++ + ' ' + 'x'.repeat(90));
    }, 10);`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', fd, fd] });
  closeSync(fd);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

test('a file that children write to is emptied repeatedly, and its last lines are kept', async () => {
  const file = join(await boundFolder(), 'order-place-order.log');
  const child = printer(file);
  let [rounds, before] = [0, 0];

  await expect
    .poll(
      async () => {
        const size = await sizeOf(file);
        if (size < before) rounds++;
        before = size;
        return rounds;
      },
      { interval: 20 },
    )
    .toBeGreaterThanOrEqual(3);
  child.kill('SIGKILL');
  await once(child, 'exit');

  await expect.poll(() => sizeOf(file)).toBeLessThanOrEqual(MAX_LOG_BYTES);
  expect(await sizeOf(`${file}.1`)).toBeLessThanOrEqual(MAX_LOG_BYTES);
  const older = await readFile(`${file}.1`, 'utf8');
  expect(older).toMatch(/^line \d+ x+\n/);
  expect(
    older
      .trimEnd()
      .split('\n')
      .every((line) => /^line \d+ x{90}$/.test(line)),
  ).toBe(true);
  // The children append, so the emptied file starts without a hole of zero bytes.
  expect(await readFile(file, 'utf8')).not.toContain('\0');
});

test('a large file of an earlier engine is cut, and small files and other files stay', async () => {
  const folder = await boundFolder();
  const line = `${'y'.repeat(99)}\n`;
  await writeFile(join(folder, 'sqs.log'), line.repeat(MAX_LOG_BYTES / 25));
  await writeFile(join(folder, 'redis.log'), 'small\n');
  await writeFile(join(folder, 'notes.txt'), line.repeat(MAX_LOG_BYTES / 50));

  await expect.poll(() => sizeOf(join(folder, 'sqs.log'))).toBe(0);

  expect(await sizeOf(join(folder, 'sqs.log.1'))).toBe(MAX_LOG_BYTES - line.length);
  expect((await readdir(folder)).sort()).toEqual(['notes.txt', 'redis.log', 'sqs.log', 'sqs.log.1']);
  expect(await sizeOf(join(folder, 'notes.txt'))).toBeGreaterThan(MAX_LOG_BYTES);
});
