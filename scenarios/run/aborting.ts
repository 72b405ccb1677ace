import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for the work.
 * @throws the reason of the signal if that comes first
 */
export async function aborting<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([aborted.promise, work]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/**
 * Waits until an instant in milliseconds since 1970.
 * @throws the reason of the signal if that comes first; the error of `meanwhile` if that fails first
 */
export async function until(atMs: number, signal: AbortSignal, meanwhile: Promise<unknown>): Promise<void> {
  const waiting = new AbortController();
  const slept = sleep(Math.max(0, atMs - Date.now()), undefined, { signal: waiting.signal });
  const failed = meanwhile.then(() => slept);
  try {
    await aborting(Promise.race([slept, failed]), signal);
  } finally {
    waiting.abort();
    await slept.catch(() => undefined);
  }
}
