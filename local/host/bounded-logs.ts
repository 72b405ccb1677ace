import { open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Of each file; beside it there is one older file of at most the same size. */
export const MAX_LOG_BYTES = 2_000_000;
const CHECK_EVERY_MS = 1_000;
const OWNER_ONLY = 0o600;
const NEW_LINE = 10;

/** The last lines of a file, as far as they fit. */
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
 * The processes that write to the file keep it open, for appending: it is emptied in place, and they go on at its start.
 * What they write between the copy and that is lost, a matter of milliseconds.
 */
async function startAnew(file: string): Promise<void> {
  const older = `${file}.1`;
  try {
    await writeFile(older, await endOf(file), { mode: OWNER_ONLY });
  } catch {
    // A full disk: room matters more than old lines.
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
 * Bounds the log files of this folder, which grow by what children print. They write to the files themselves: passing
 * it through the engine would cost processor time for each answer.
 * @returns ends it
 */
export function boundLogs(folder: string): () => void {
  let isChecking = false;
  const timer = setInterval(async () => {
    if (isChecking) return;
    isChecking = true;
    // A folder that cannot be read now may be readable in a second.
    await check(folder).catch(() => undefined);
    isChecking = false;
  }, CHECK_EVERY_MS).unref();
  return () => clearInterval(timer);
}
