import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
  type IPolicy,
  noop,
  wrap,
} from 'cockatiel';
import type { Connections, Exchange, HttpRequest, NoAnswer } from './connections.ts';

/** What a client does so that a service in trouble is asked less. */
export interface Guards {
  /** Stops asking after so many failures in a row, and tries one request after a while. */
  readonly breaker?: { readonly failures: number; readonly half_open_ms: number } | undefined;
  /** The most requests at once; the client refuses the others itself. */
  readonly bulkhead?: number | undefined;
}

/** What sends requests. */
export type Sender = Pick<Connections, 'send'>;

const FIRST_SERVER_ERROR = 500;

/** Sends requests as all clients of one program would: one breaker and one bulkhead for each address. */
export function guarded(connections: Sender, { breaker, bulkhead: most }: Guards): Sender {
  if (!breaker && most === undefined) return connections;
  const policies = new Map<string, IPolicy>();
  const newPolicy = (): IPolicy =>
    wrap(
      most === undefined ? noop : bulkhead(most),
      breaker
        ? circuitBreaker(handleWhenResult(hasFailed), {
            halfOpenAfter: breaker.half_open_ms,
            breaker: new ConsecutiveBreaker(breaker.failures),
          })
        : noop,
    );
  return {
    async send(request: HttpRequest, onSent?: () => void) {
      const { origin } = new URL(request.url);
      const policy = policies.get(origin) ?? newPolicy();
      policies.set(origin, policy);
      try {
        return await policy.execute(() => connections.send(request, onSent));
      } catch (error) {
        return { sentMs: undefined, answeredMs: performance.now(), result: { noAnswer: reasonOf(error) } };
      }
    },
  };
}

/** @throws the error, where it is none of a guard */
function reasonOf(error: unknown): NoAnswer {
  if (error instanceof BrokenCircuitError) return 'breaker_open';
  if (error instanceof BulkheadRejectedError) return 'bulkhead_full';
  throw error;
}

const hasFailed = (exchange: unknown): boolean => {
  const { result } = exchange as Exchange;
  return 'noAnswer' in result || result.status >= FIRST_SERVER_ERROR;
};
