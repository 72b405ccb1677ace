import { DatabaseError } from 'pg';

// https://www.postgresql.org/docs/current/errcodes-appendix.html
export const UNDEFINED = new Set(['42P01', '42883', '3F000', '42703']);
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
export const LOCK_TIMEOUT = '55P03';
const STATEMENT_TIMEOUT = '57014';
export const ROLLED_BACK = new Set([SERIALIZATION_FAILURE, DEADLOCK, LOCK_TIMEOUT, STATEMENT_TIMEOUT]);
export const TOO_LATE = new Set([LOCK_TIMEOUT, STATEMENT_TIMEOUT]);
/** Plans and prepared statements that a migration or a pooler in between made invalid. */
export const STALE_STATEMENT = new Set(['0A000', '26000']);
/** Classes: connection, resources, operator intervention, system errors. */
export const SERVER_CLASSES = new Set(['08', '53', '57', '58', 'XX', '28', '3D']);
export const READ_ONLY = '25006';

export const sqlState = (error: unknown): string | undefined =>
  error instanceof DatabaseError ? error.code : undefined;

/** Whether the client's own `query_timeout` has passed. */
export const isReadTimeout = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout';
