import { AsyncLocalStorage } from 'node:async_hooks';

/** Context of one request, available to every call made for it without being passed as an argument. */
export interface RequestContext {
  readonly requestId: string;
  /** Faults that acted on the request, in order; absent where no answer could list them. */
  readonly faultHits?: string[];
  /** Time left of the invocation, in milliseconds. */
  readonly remainingMs?: () => number;
}

const storage = new AsyncLocalStorage<RequestContext>();

export function withRequestContext<T>(context: RequestContext, run: () => T): T {
  return storage.run(context, run);
}

/** Returns the request's id; undefined outside a request, for example at cold start. */
export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}

/** Time left of the invocation under way, in milliseconds; infinite outside one. */
export function remainingMs(): number {
  return storage.getStore()?.remainingMs?.() ?? Number.POSITIVE_INFINITY;
}

/** Adds a fault that acted to the request under way, where there is one. */
export function addFaultHit(hit: string): void {
  storage.getStore()?.faultHits?.push(hit);
}
