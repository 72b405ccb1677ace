import type { Span } from '@opentelemetry/api';
import { ATTRIBUTE, SPAN_NAME } from '#shared/telemetry/conventions';
import { addMeasuredSpan } from '#shared/telemetry/measured-span';

/** Begin and end of each wait, in milliseconds since PostgreSQL received the statement. Null for a lock not taken. */
export interface LockWaits {
  readonly lock_menus?: readonly [number, number] | null;
  readonly lock_operation?: readonly [number, number] | null;
}

/** Columns of a database function's lock waits, see migrations. */
export const LOCK_COLUMNS = 'lock_menus, lock_operation' satisfies `${keyof LockWaits}, ${keyof LockWaits}`;

/** The lock of an operation is taken by writing its row, so a shorter time may be the write itself and no wait. */
const SHORTEST_OPERATION_WAIT_MS = 50;

/** The database has another clock and is a network away, so only durations count, and none ends after its statement. */
export function addLockWaits(span: Span, { lock_menus, lock_operation }: LockWaits, elapsedMs: number): void {
  let waitedMs = 0;
  const add = (name: string, [from, to]: readonly [number, number]): void => {
    waitedMs += to - from;
    addMeasuredSpan(name, span, Math.min(from, elapsedMs), Math.min(to, elapsedMs));
  };
  if (lock_operation && lock_operation[1] - lock_operation[0] >= SHORTEST_OPERATION_WAIT_MS)
    add(SPAN_NAME.lockOperation, lock_operation);
  if (lock_menus) add(SPAN_NAME.lockMenus, lock_menus);
  span.setAttribute(ATTRIBUTE.lockWaitMs, waitedMs);
}
