import { logFailure } from './failure-log.ts';
import type { Log } from './log.ts';

let onUncaught: ((error: unknown) => void) | undefined;

/**
 * Decides what becomes of exceptions that nothing caught, from now on and for the whole process. A promise that was
 * rejected and not waited for comes here too.
 */
export function catchUncaught(react: (error: unknown) => void): void {
  if (!onUncaught) process.on('uncaughtException', (error) => onUncaught?.(error));
  onUncaught = react;
}

/** The process goes on: one request, timer or child that fails must not take all others along. */
export function goOnAfterUncaught(log: Log): void {
  catchUncaught((error) => logFailure(log, 'an unexpected error, the engine goes on', error));
}
