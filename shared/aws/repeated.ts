import { AwsError } from './aws-error.ts';

/** A call that was refused because there were too many; the last one is of a transaction that is still under way. */
const THROTTLED: ReadonlySet<string> = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);
/** Codes of sockets, and the time limit of our HTTP client. */
const PASSING: ReadonlySet<unknown> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
]);
const FIRST_SERVER_ERROR = 500;
const TOO_MANY = 429;
const WAIT_MS = 100;
const THROTTLED_WAIT_MS = 500;

/**
 * Decides about a second attempt, by the rules of AWS's SDKs.
 * @returns the longest wait before it, in milliseconds; undefined if there is to be none
 */
export function longestWaitMs(error: unknown): number | undefined {
  if (!(error instanceof AwsError)) return PASSING.has(Object(error).code) ? WAIT_MS : undefined;
  const { name, status } = error;
  if (THROTTLED.has(name) || status === TOO_MANY) return THROTTLED_WAIT_MS;
  return status >= FIRST_SERVER_ERROR ? WAIT_MS : undefined;
}
