import { open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Limit of each file. One older file of at most the same size is kept beside it. */
export const MAX_LOG_BYTES = 2_000_000;
const CHECK_EVERY_MS = 1_000;
const OWNER_ONLY = 0o600;
const NEW_LINE = 10;

/** Reads the last lines of a file, up to the limit. */
async function endOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(size, MAX_LOG_BYTES));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, size - buffer.length);
    const end = buffer.subarray(0, bytesRead);
    return size > buffer.length ? end.subarray(end.indexOf(NEW_LINE) + 1) : end;
  } finally {
    await handle.close();
  }
}

/**
 * Moves the last lines to the older file and empties the file in place: its writers keep it open for appending and
 * continue at its start. Lines written in the milliseconds between copying and emptying are lost.
 */
async function startAnew(file: string): Promise<void> {
  const older = `${file}.1`;
  try {
    await writeFile(older, await endOf(file), { mode: OWNER_ONLY });
  } catch {
    // The disk is full, so old lines are deleted to free space.
    await rm(older, { force: true });
  }
  const handle = await open(file, 'r+');
  await handle.truncate(0).finally(() => handle.close());
}

async function check(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.log'));
  for (const file of names.map((name) => join(folder, name))) {
    if ((await stat(file)).size > MAX_LOG_BYTES) await startAnew(file);
  }
}

/**
 * Bounds the size of the log files in this folder. Child processes write to them directly, because piping their output
 * through the engine would cost processor time for each answer.
 * @returns a function that stops the checks
 */
export function boundLogs(folder: string): () => void {
  let isChecking = false;
  const timer = setInterval(async () => {
    if (isChecking) return;
    isChecking = true;
    // Errors are ignored: the next check runs a second later.
    await check(folder).catch(() => undefined);
    isChecking = false;
  }, CHECK_EVERY_MS).unref();
  return () => clearInterval(timer);
}
