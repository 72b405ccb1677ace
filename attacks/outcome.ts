import type { Exchange } from './exchange.ts';

const SERVER_ERROR = 500;
/** Statuses of HTTP itself for an unknown method or version. */
const OF_HTTP_ITSELF = new Set([501, 505]);

/** The status, or how the exchange ended without one. */
export const nameOf = (exchange: Exchange): string =>
  exchange.outcome === 'answered' ? String(exchange.status) : exchange.outcome;

/** Describes the problem of a result; undefined if the attack may lead to it. */
export function problemOf(result: Exchange): string | undefined {
  if (result.outcome === 'failed') return result.why;
  if (result.outcome === 'closed') return undefined;
  const isTheirs = result.status < SERVER_ERROR || OF_HTTP_ITSELF.has(result.status);
  return isTheirs ? undefined : `status ${result.status}`;
}
