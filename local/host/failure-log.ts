import { inspect } from 'node:util';
import type { Log } from './log.ts';

/** Logs one line with what failed and why, and the stack only at level `debug`. Never throws. */
export function logFailure(log: Log, what: string, error: unknown): void {
  try {
    log.error(`${what}: ${reasonOf(error)}`);
    if (error instanceof Error && error.stack) log.debug(error.stack);
  } catch {
    // an error that cannot be formatted must not end the process
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  return typeof error === 'string' ? error : inspect(error);
}
