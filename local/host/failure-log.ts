import { inspect } from 'node:util';
import type { Log } from './log.ts';

/** One line that says what failed and why; the stack only at the level `debug`. Never throws. */
export function logFailure(log: Log, what: string, error: unknown): void {
  try {
    log.error(`${what}: ${reasonOf(error)}`);
    if (error instanceof Error && error.stack) log.debug(error.stack);
  } catch {
    // what cannot be logged must not end the process either
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  return typeof error === 'string' ? error : inspect(error);
}
