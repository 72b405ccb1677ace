import { AsyncLocalStorage } from 'node:async_hooks';
import type { Point } from './points/point.ts';
import type { ActiveRule } from './rules/active-rule.ts';
import type { Subject } from './rules/subject.ts';

/** The request or message under way, where a rule may act on it. */
export interface FaultScope {
  readonly requestId: string;
  readonly subject: Subject;
  /** The rules that came with it. */
  readonly rules: readonly ActiveRule[];
  /** Number of the delivery or of the caller's try, from 1. */
  readonly attempt: number;
  /** Routes name the documented switches that act on them. */
  readonly switches: readonly string[];
  /** Calls so far, by point. */
  readonly calls: Map<string, number>;
}

/** A call of a port, while rules of its technologies may act in its clients. */
export interface PortCall {
  readonly point: Point;
  readonly args: readonly unknown[];
  readonly rules: readonly ActiveRule[];
  /** Tries so far, by technology. */
  readonly tries: Map<string, number>;
  /** Protections that the call is made without. */
  readonly unprotected: Set<string>;
}

const scopes = new AsyncLocalStorage<FaultScope>();
const portCalls = new AsyncLocalStorage<PortCall>();

export const currentFaultScope = (): FaultScope | undefined => scopes.getStore();
export const withFaultScope = <T>(scope: FaultScope, work: () => T): T => scopes.run(scope, work);

export const currentPortCall = (): PortCall | undefined => portCalls.getStore();
/** Whether a rule may act on the call under way. */
export const mayRuleAct = (): boolean => portCalls.getStore() !== undefined;
/** Whether the call under way is made without a protection, which the adapter then leaves out. */
export const isUnprotected = (protection: 'row_lock' | 'breaker'): boolean =>
  portCalls.getStore()?.unprotected.has(protection) ?? false;
export const withPortCall = <T>(call: PortCall, work: () => T): T => portCalls.run(call, work);
