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
 * - `migrate`: the schema is not there or too old
 * - `repeat`: it certainly did not run, or the connection is gone; a statement that may be repeated gets another try
 * - `give-up`: PostgreSQL cannot serve it now
 * - `throw`: the statement is wrong and will be the next time, or it has been dealt with
 */
export type Remedy = 'migrate' | 'repeat' | 'give-up' | 'throw';

/** The state of the server or the connection made it fail, not the statement: the connection is not to be used again. */
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

/** It waited for a row for as long as the role may. */
export const isLockTimeout = (error: unknown): boolean => sqlState(error) === LOCK_TIMEOUT;

/** As the caller may see it: no address, no words of the database. */
export function toDependencyError(cause: unknown): AppError {
  const code = sqlState(cause);
  if (isReadTimeout(cause) || (code !== undefined && TOO_LATE.has(code))) {
    return new AppError('dependency_timeout', 'The restaurant database did not answer in time', { cause });
  }
  return new AppError('dependency_unavailable', 'The restaurant database is unavailable', { cause });
}
