import { open, rm, writeFile } from 'node:fs/promises';

/** Limit of each file. One older file of at most the same size is kept beside it. */
export const MAX_LOG_BYTES = 2_000_000;
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
export async function startAnew(file: string): Promise<void> {
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
