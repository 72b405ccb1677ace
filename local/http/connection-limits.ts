import type { ServerOptions } from 'node:http';

export interface ConnectionLimits {
  /** From the first byte of a request to its last one. */
  readonly receiveMs: number;
  /** How often requests that take longer are looked for. */
  readonly sweepMs: number;
  /** How long a refused connection may go on sending, so that the answer is not lost in a reset. */
  readonly lingerMs: number;
  /** An idle connection, or an answer of which no byte was read, stays for so long. */
  readonly idleMs: number;
}

/** A request that is not there after `receiveMs` is answered 408 and gone within 30 s of its first byte. */
export const CONNECTION_LIMITS: ConnectionLimits = {
  receiveMs: 25_000,
  sweepMs: 2_000,
  lingerMs: 500,
  idleMs: 60_000,
};

/** As Node names them. The time of a handler counts for none of them. */
export const serverOptions = ({ receiveMs, sweepMs, idleMs }: ConnectionLimits): ServerOptions => ({
  headersTimeout: receiveMs,
  requestTimeout: receiveMs,
  connectionsCheckingInterval: sweepMs,
  keepAliveTimeout: idleMs,
});
