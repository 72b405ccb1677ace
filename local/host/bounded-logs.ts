import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_LOG_BYTES, startAnew } from './log-rotation.ts';

const CHECK_EVERY_MS = 1_000;

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
