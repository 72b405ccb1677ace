import { TIMING } from '#functions/order/domain/timing';
import type { Snapshot } from './snapshot.ts';

/** Times after which unfinished work is a violation, in milliseconds. */
export interface Bounds {
  /** Time after the deadline of a pending order; also the age up to which a record may lack its order. */
  readonly pendingMs: number;
  /** Time after a decision that owes stock or money. */
  readonly compensationMs: number;
}

/** The bounds of the protocol. */
export const DEFAULT_BOUNDS: Bounds = {
  pendingMs: TIMING.decidedWithinMs,
  compensationMs: TIMING.compensatedWithinMs,
};

export interface Violation {
  /** Subject such as `order 5`; the same in every reading. */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

export interface Finding {
  /** Number of subjects that were checked. */
  readonly checked: number;
  readonly violations: readonly Violation[];
}

export interface Rule {
  readonly name: string;
  /** The rule as a sentence. */
  readonly claim: string;
  check(snapshot: Snapshot, bounds: Bounds): Finding;
}

/** Applies a check to each subject. The check returns its violation, if any. */
export function checkEach<T>(things: Iterable<T>, check: (thing: T) => Violation | undefined): Finding {
  const all = [...things];
  return { checked: all.length, violations: all.flatMap((thing) => check(thing) ?? []) };
}

export const orderSubject = (orderId: number): string => `order ${orderId}`;
export const seconds = (ms: number): string => `${Math.round(ms / 1_000)} s`;
