import { REQUEST_ID_PATTERN } from '#shared/http/request-id';

const HEX = 16;
const COUNTER_DIGITS = 12;
/** First four groups of a UUID, generated once. A new UUID for each request would cost more. */
const prefix = crypto.randomUUID().slice(0, -COUNTER_DIGITS);
let count = 0;

/** Returns an id in the form of a UUID, unique in this process. */
export function newRequestId(): string {
  return prefix + (++count).toString(HEX).padStart(COUNTER_DIGITS, '0');
}

/** Returns the caller's `x-request-id` if it is valid, otherwise `id`. */
export function requestIdOr<Id>(id: Id, given: unknown): Id | string {
  return typeof given === 'string' && REQUEST_ID_PATTERN.test(given) ? given : id;
}

/** Returns an X-Ray trace header, not sampled. */
export function newTraceId(nowMs: number, requestId: string): string {
  const seconds = Math.floor(nowMs / 1000).toString(HEX);
  return `Root=1-${seconds}-${requestId.slice(0, 8)}${requestId.slice(9, 13)}${requestId.slice(-COUNTER_DIGITS)};Sampled=0`;
}
