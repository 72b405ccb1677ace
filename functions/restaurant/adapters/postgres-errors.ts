import { DatabaseError } from 'pg';
import { AppError } from '#shared/errors';

/**
 * - `migrate`: the schema is not there or too old
 * - `repeat`: it certainly did not run, or the connection is gone; a statement that may be repeated gets another try
 * - `give-up`: PostgreSQL cannot serve it now
 * - `throw`: the statement is wrong and will be the next time, or it has been dealt with
 */
export type Remedy = 'migrate' | 'repeat' | 'give-up' | 'throw';

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const UNDEFINED = new Set(['42P01', '42883', '3F000', '42703']);
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const LOCK_TIMEOUT = '55P03';
const STATEMENT_TIMEOUT = '57014';
const ROLLED_BACK = new Set([SERIALIZATION_FAILURE, DEADLOCK, LOCK_TIMEOUT, STATEMENT_TIMEOUT]);
const TOO_LATE = new Set([LOCK_TIMEOUT, STATEMENT_TIMEOUT]);
/** Plans and prepared statements that a migration or a pooler in between made invalid. */
const STALE_STATEMENT = new Set(['0A000', '26000']);
/** Connection, resources, operator intervention, system errors. */
const SERVER_CLASSES = new Set(['08', '53', '57', '58', 'XX', '28', '3D']);
const READ_ONLY = '25006';

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

const sqlState = (error: unknown): string | undefined =>
  error instanceof DatabaseError ? error.code : undefined;

/** What the client says when `query_timeout` has passed. */
const isReadTimeout = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout';
