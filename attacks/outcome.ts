import type { Exchange } from './exchange.ts';

const SERVER_ERROR = 500;
/** What HTTP itself has for a method or a version that a server does not know. */
const OF_HTTP_ITSELF = new Set([501, 505]);

/** The status, or how the exchange ended without one. */
export const nameOf = (exchange: Exchange): string =>
  exchange.outcome === 'answered' ? String(exchange.status) : exchange.outcome;

/** What is wrong with it; undefined for an answer or a closed connection that the attack may lead to. */
export function problemOf(result: Exchange): string | undefined {
  if (result.outcome === 'failed') return result.why;
  if (result.outcome === 'closed') return undefined;
  const isTheirs = result.status < SERVER_ERROR || OF_HTTP_ITSELF.has(result.status);
  return isTheirs ? undefined : `status ${result.status}`;
}
