import { AppError } from '#shared/errors';
import {
  isReadTimeout,
  LOCK_TIMEOUT,
  READ_ONLY,
  ROLLED_BACK,
  SERVER_CLASSES,
  STALE_STATEMENT,
  sqlState,
  TOO_LATE,
  UNDEFINED,
} from './sql-state.ts';

/**
 * - `migrate`: the schema is missing or too old
 * - `repeat`: the statement did not run, or the connection is gone; one that may be repeated gets another try
 * - `give-up`: PostgreSQL cannot run the statement now
 * - `throw`: a repeat would fail the same way, or the error has been handled
 */
export type Remedy = 'migrate' | 'repeat' | 'give-up' | 'throw';

/** Whether the server or the connection failed, not the statement: the connection must not be used again. */
export function breaksConnection(error: unknown): boolean {
  const code = sqlState(error);
  if (code === undefined) return true;
  if (ROLLED_BACK.has(code)) return false;
  return STALE_STATEMENT.has(code) || code === READ_ONLY || SERVER_CLASSES.has(code.slice(0, 2));
}

export function remedyFor(error: unknown): Remedy {
  if (error instanceof AppError) return 'throw';
  const code = sqlState(error);
  if (code === undefined) return isReadTimeout(error) ? 'give-up' : 'repeat';
  if (UNDEFINED.has(code)) return 'migrate';
  if (ROLLED_BACK.has(code)) return 'repeat';
  return breaksConnection(error) ? 'repeat' : 'throw';
}

/** Whether a statement waited for a lock as long as the role allows. */
export const isLockTimeout = (error: unknown): boolean => sqlState(error) === LOCK_TIMEOUT;

/** The error as callers see it: no address, no text of the database. */
export function toDependencyError(cause: unknown): AppError {
  const code = sqlState(cause);
  if (isReadTimeout(cause) || (code !== undefined && TOO_LATE.has(code))) {
    return new AppError('dependency_timeout', 'The restaurant database did not answer in time', { cause });
  }
  return new AppError('dependency_unavailable', 'The restaurant database is unavailable', { cause });
}
