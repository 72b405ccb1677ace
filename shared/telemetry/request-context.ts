import { AsyncLocalStorage } from 'node:async_hooks';

/** What every call made for one request carries on, without the business passing it along. */
export interface RequestContext {
  readonly requestId: string;
  /** Filled with the faults that act on it, in order; absent where there is no answer to say them in. */
  readonly faultHits?: string[];
}

const storage = new AsyncLocalStorage<RequestContext>();

export function withRequestContext<T>(context: RequestContext, run: () => T): T {
  return storage.run(context, run);
}

/** Undefined outside a request, at cold start for example. */
export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}

/** Adds a fault that acted to the request under way, where there is one. */
export function addFaultHit(hit: string): void {
  storage.getStore()?.faultHits?.push(hit);
}
