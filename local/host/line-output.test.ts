import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '#tests/support/engine/service-bench';
import { HIDE_PROC } from '#tests/support/programs/without-proc';
import { LineOutput } from './line-output.ts';

const LINES = 5_000;
const line = (i: number): string => `line ${i} ${'.'.repeat(100)}`;
const NOTICE = /^(\d+) log lines? dropped$/;

/** Opens a pipe whose reader reads only on request. */
async function openPipe() {
  const folder = await temporaryFolder();
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  let isClosed = false;
  const closeReader = (): void => {
    if (!isClosed) closeSync(reader);
    isClosed = true;
  };
  onTestFinished(async () => {
    closeReader();
    closeSync(writer);
    await rm(folder, { recursive: true });
  });
  const buffer = Buffer.alloc(10_000);
  let received = '';
  return {
    writer,
    closeReader,
    /** Returns everything read so far. */
    read(): string {
      try {
        for (let n = readSync(reader, buffer); n > 0; n = readSync(reader, buffer)) {
          received += buffer.toString('utf8', 0, n);
        }
      } catch {
        // The pipe is empty.
      }
      return received;
    },
  };
}

/** Creates an output that is finished before its descriptor is closed and reused for another file. */
function outputOn(fd: number): LineOutput {
  const output = new LineOutput(fd);
  onTestFinished(() => output.finish());
  return output;
}

/** Returns the reported number of dropped lines; every other line must be whole and in order. */
function droppedIn(received: string): { readonly dropped: number; readonly written: number } {
  let [next, dropped, written] = [0, 0, 0];
  for (const each of received.trimEnd().split('\n')) {
    const count = Number(NOTICE.exec(each)?.[1] ?? 0);
    if (count === 0) {
      expect(each).toBe(line(next));
      written++;
    }
    dropped += count;
    next += count || 1;
  }
  return { dropped, written };
}

test('lines that do not fit are dropped and counted, and a line in their place reports how many', async () => {
  const pipe = await openPipe();
  const output = outputOn(pipe.writer);

  for (let i = 0; i < LINES; i++) output.write(`${line(i)}\n`);
  const droppedUnread = output.dropped;
  await vi.waitFor(() => expect(pipe.read()).toMatch(/dropped\n$/));
  output.write(`${line(LINES)}\n`);
  await vi.waitFor(() => expect(pipe.read()).toMatch(`${line(LINES)}\n`));

  const { dropped, written } = droppedIn(pipe.read());
  expect(droppedUnread).toBeGreaterThan(1_000);
  expect(dropped).toBe(output.dropped);
  expect(dropped + written).toBe(LINES + 1);
});

test('a slow reader gets every line while the unread ones fit', async () => {
  const pipe = await openPipe();
  const output = outputOn(pipe.writer);

  for (let i = 0; i < LINES; i += 500) {
    for (let j = i; j < i + 500; j++) output.write(`${line(j)}\n`);
    await vi.waitFor(() => expect(pipe.read()).toContain(`${line(i + 499)}\n`));
  }

  expect(droppedIn(pipe.read())).toEqual({ dropped: 0, written: LINES });
});

test('a reader that has closed the pipe ends nothing, and its lines count as dropped', async () => {
  const pipe = await openPipe();
  const output = outputOn(pipe.writer);
  pipe.closeReader();

  for (let i = 0; i < LINES; i++) output.write(`${line(i)}\n`);

  expect(output.dropped).toBeGreaterThan(LINES / 2);
});

test.skipIf(process.platform !== 'linux')('a full disk ends nothing (/dev/full exists on Linux only)', () => {
  const full = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(full));
  const output = outputOn(full);

  for (let i = 0; i < LINES; i++) output.write(`${line(i)}\n`);

  expect(output.dropped).toBeGreaterThan(LINES / 2);
});

const PROGRAM = `import { createLog } from ${JSON.stringify(import.meta.resolve('./log.ts'))};
  const log = createLog('info');
  for (let i = 0; i < ${LINES}; i++) {
    log.info('line ' + i + ' ' + '.'.repeat(100));
    log.flush();
    if (i % 100 === 0) log.warn('warning ' + i);
  }
  log.info('stopped');`;

/** Options of Node: nothing, and what hides /proc, through which a pipe is opened anew where there is one. */
const SYSTEMS = [
  { system: 'this system', node: [] },
  { system: 'a system without /proc', node: ['--import', HIDE_PROC] },
];
const UNREAD = ['stdout', 'stderr', 'both'] as const;

test.each(SYSTEMS.flatMap((each) => UNREAD.map((unread) => ({ ...each, unread }))))(
  'on $system a process whose $unread is a pipe that is never read goes on to its end',
  async ({ unread, node }) => {
    const folder = await temporaryFolder();
    onTestFinished(() => rm(folder, { recursive: true }));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    // Opened for reading and writing in blocking mode, as a shell opens a pipe for two programs.
    const pipe = openSync(join(folder, 'pipe'), 'r+');
    const other = openSync(join(folder, 'other'), 'w');
    onTestFinished(() => [pipe, other].forEach((fd) => void closeSync(fd)));
    const [out, err] = { stdout: [pipe, other], stderr: [other, pipe], both: [pipe, pipe] }[unread];

    const child = spawn(process.execPath, [...node, '--input-type=module', '-e', PROGRAM], {
      stdio: ['ignore', out, err],
    });
    onTestFinished(() => void child.kill('SIGKILL'));

    expect(await once(child, 'exit')).toEqual([0, null]);
    const lines = (await readFile(join(folder, 'other'), 'utf8')).trimEnd().split('\n');
    if (unread === 'stderr') expect(lines).toHaveLength(LINES + 1);
    if (unread === 'stdout') expect(lines).toHaveLength(LINES / 100);
  },
);

test.each(SYSTEMS)(
  'on $system the last line comes last, although lines before it were dropped',
  async ({ node }) => {
    const child = spawn(process.execPath, [...node, '--input-type=module', '-e', PROGRAM], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));

    expect(await text(child.stdout)).toMatch(/\nstopped\n$/);
  },
);
