import type { ServerOptions } from 'node:http';

export interface ConnectionLimits {
  /** Longest time from the first byte of a request to its last. */
  readonly receiveMs: number;
  /** Interval of the check for requests that exceed `receiveMs`. */
  readonly sweepMs: number;
  /** Time for which a refused connection stays open, so that a reset does not discard the answer. */
  readonly lingerMs: number;
  /** Time after which an idle connection, or one whose answer is not read, is closed. */
  readonly idleMs: number;
}

/** Default limits: an incomplete request gets 408 and is closed within 30 s of its first byte. */
export const CONNECTION_LIMITS: ConnectionLimits = {
  receiveMs: 25_000,
  sweepMs: 2_000,
  lingerMs: 500,
  idleMs: 60_000,
};

/** The limits as Node's server options. None of them includes the handler's time. */
export const serverOptions = ({ receiveMs, sweepMs, idleMs }: ConnectionLimits): ServerOptions => ({
  headersTimeout: receiveMs,
  requestTimeout: receiveMs,
  connectionsCheckingInterval: sweepMs,
  keepAliveTimeout: idleMs,
});
