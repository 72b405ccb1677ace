import type { Log } from '../log.ts';

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
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
