import { AsyncLocalStorage } from 'node:async_hooks';

/** Context of one request, available to every call made for it without being passed as an argument. */
export interface RequestContext {
  readonly requestId: string;
  /** Faults that acted on the request, in order; absent where nothing lists them. */
  readonly faultHits?: string[];
  /** Time left of the invocation, in milliseconds. */
  readonly remainingMs?: () => number;
  /** Number of the caller's try, or of the delivery, from 1. @default 1 */
  readonly attempt?: number;
  /** The rules that came with the request, as calls made for it carry them on. */
  readonly carriedRules?: CarriedRules | undefined;
}

export interface CarriedRules {
  /** Value of their member of `baggage`. */
  readonly member: string;
  /** Headers without which a service of this stage takes no rules: the key. */
  readonly headers: Readonly<Record<string, string>>;
}

const storage = new AsyncLocalStorage<RequestContext>();

export function withRequestContext<T>(context: RequestContext, run: () => T): T {
  return storage.run(context, run);
}

/** Runs a part of the request under way with what came with it. */
export function withCarried<T>(carried: Pick<RequestContext, 'attempt' | 'carriedRules'>, run: () => T): T {
  const context = storage.getStore();
  return context ? storage.run({ ...context, ...carried }, run) : run();
}

export const currentRequest = (): RequestContext | undefined => storage.getStore();

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
