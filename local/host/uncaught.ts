import { logFailure } from './failure-log.ts';
import type { Log } from './log.ts';

let onUncaught: ((error: unknown) => void) | undefined;

/**
 * Handles uncaught exceptions of the whole process from now on. Unhandled rejections are passed to the same handler.
 */
export function catchUncaught(react: (error: unknown) => void): void {
  if (!onUncaught) process.on('uncaughtException', (error) => onUncaught?.(error));
  onUncaught = react;
}

/** Keeps the process running after an uncaught error: one failed request, timer or child must not end all others. */
export function goOnAfterUncaught(log: Log): void {
  catchUncaught((error) => logFailure(log, 'unexpected error, the engine goes on', error));
}
