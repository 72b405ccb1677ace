import { AsyncLocalStorage } from 'node:async_hooks';

/** What every call made for one request carries on, without the business passing it along. */
export interface RequestContext {
  readonly requestId: string;
  /** Filled with the faults that act on it, in order; absent where there is no answer to say them in. */
  readonly faultHits?: string[];
  /** What is left of the invocation, in milliseconds. */
  readonly remainingMs?: () => number;
}

const storage = new AsyncLocalStorage<RequestContext>();

export function withRequestContext<T>(context: RequestContext, run: () => T): T {
  return storage.run(context, run);
}

/** Undefined outside a request, at cold start for example. */
export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}

/** What is left of the invocation under way, in milliseconds; without end outside of one. */
export function remainingMs(): number {
  return storage.getStore()?.remainingMs?.() ?? Number.POSITIVE_INFINITY;
}

/** Adds a fault that acted to the request under way, where there is one. */
export function addFaultHit(hit: string): void {
  storage.getStore()?.faultHits?.push(hit);
}
