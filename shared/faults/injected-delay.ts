import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '#shared/errors';

/** Kept back from an injected delay, so that the shell can still answer. */
const RESERVE_MS = 500;

/**
 * Waits, but never past the end of the invocation.
 * @throws AppError `timeout` where the delay is longer than what is left
 */
export async function injectDelay(delayMs: number, remainingMs: number): Promise<void> {
  if (delayMs <= 0) return;
  const longestMs = Math.max(0, remainingMs - RESERVE_MS);
  await wait(Math.min(delayMs, longestMs));
  if (delayMs > longestMs) throw new AppError('timeout', 'The request timed out');
}
