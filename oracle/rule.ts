import type { Order, OrderStatus } from '#functions/order/domain/order';
import { TIMING } from '#functions/order/domain/timing';
import type { Snapshot } from './snapshot.ts';

/** How long something may be unfinished before it is wrong, in milliseconds. */
export interface Bounds {
  /** After the deadline of a pending order; also the age below which a record may still lack its order. */
  readonly pendingMs: number;
  /** After the decision that owes stock or money. */
  readonly compensationMs: number;
}

/** The protocol's own. */
export const DEFAULT_BOUNDS: Bounds = {
  pendingMs: TIMING.decidedWithinMs,
  compensationMs: TIMING.compensatedWithinMs,
};

export interface Violation {
  /** What it is about, such as `order 5`; the same in every reading. */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

export interface Finding {
  /** How many things were looked at. */
  readonly checked: number;
  readonly violations: readonly Violation[];
}

export interface Rule {
  readonly name: string;
  /** What holds, as a sentence. */
  readonly claim: string;
  check(snapshot: Snapshot, bounds: Bounds): Finding;
}

const GOING: readonly OrderStatus[] = ['confirmed', 'preparing', 'out_for_delivery', 'delivered'];

/** An order that has its portions and its money. */
export const isGoing = ({ status }: Order): boolean => GOING.includes(status);
export const isUndone = ({ status }: Order): boolean => status === 'failed' || status === 'cancelled';

/** Nothing is left to do about it until somebody asks for something. */
export const isAtRest = ({ status, compensationDue }: Order): boolean =>
  status !== 'pending' && !compensationDue;

/** Past all patience. While compensation is due, the last write is the decision that owes it. */
export function isOverdue(order: Order, nowMs: number, bounds: Bounds): boolean {
  if (order.status === 'pending') return nowMs > order.deadlineMs + bounds.pendingMs;
  return order.compensationDue && nowMs > order.updatedAtMs + bounds.compensationMs;
}

/**
 * Whether its lines and total are those that were charged. Before the decision they are the quote, and so they are until
 * it is at rest where it was decided without a look at the charge: by a cancellation, or by recovery.
 */
export const showsCharge = ({ status, outcome, compensationDue }: Order): boolean =>
  status !== 'pending' && (!compensationDue || outcome === 'confirmed' || outcome === 'payment_failed');

export function describe(order: Order): string {
  const due = order.compensationDue ? ', compensation due' : '';
  return `${order.status} (${order.outcome ?? 'undecided'}, payment ${order.paymentStatus}${due})`;
}

/** Applies a check to each thing, which answers what is wrong with it. */
export function checkEach<T>(things: Iterable<T>, check: (thing: T) => Violation | undefined): Finding {
  const all = [...things];
  return { checked: all.length, violations: all.flatMap((thing) => check(thing) ?? []) };
}

export const orderSubject = (orderId: number): string => `order ${orderId}`;
export const seconds = (ms: number): string => `${Math.round(ms / 1_000)} s`;
