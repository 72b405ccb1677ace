import { type Attributes, type Span, SpanKind } from '@opentelemetry/api';
import { ATTRIBUTE, SPAN_NAME } from '#shared/telemetry/conventions';
import { addMeasuredSpan } from '#shared/telemetry/measured-span';
import { inSpan } from '#shared/telemetry/tracing';
import { isLockTimeout } from './postgres-errors.ts';
import type { Statement } from './statement.ts';

/** From and to, in milliseconds since PostgreSQL was given the statement. Null where that lock was not asked for. */
interface LockWaits {
  readonly lock_menus?: readonly [number, number] | null;
  readonly lock_operation?: readonly [number, number] | null;
}

/** Columns of a database function's lock waits, see migrations. */
export const LOCK_COLUMNS = 'lock_menus, lock_operation' satisfies `${keyof LockWaits}, ${keyof LockWaits}`;

const DATABASE = { [ATTRIBUTE.dbSystem]: 'postgresql' };
/** The lock of an operation comes with the writing of its row: what is shorter may be that, and no wait. */
const SHORTEST_OPERATION_WAIT_MS = 50;

/** A call to PostgreSQL that is no statement of ours. */
export function inDatabaseSpan<T>(name: string, work: () => Promise<T>): Promise<T> {
  return inSpan(name, { kind: SpanKind.CLIENT, attributes: DATABASE }, work);
}

/** One try of a statement, with the lock waits that it returns. */
export function inStatementSpan<Row>(
  statement: Statement,
  run: (statement: Statement) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const { name, attributes } = describe(statement);
  return inSpan(name, { kind: SpanKind.CLIENT, attributes }, async (span) => {
    const startedAt = performance.now();
    try {
      const rows = await run(statement);
      const waits =
        statement.procedure && span.isRecording() ? (rows[0] as LockWaits | undefined) : undefined;
      if (waits) addLockWaits(span, waits, performance.now() - startedAt);
      return rows;
    } catch (error) {
      // The statement was cancelled before the function returned its lock times.
      if (isLockTimeout(error)) span.setAttribute(ATTRIBUTE.lockWaitMs, performance.now() - startedAt);
      throw error;
    }
  });
}

function describe({ text, table, procedure }: Statement): { name: string; attributes: Attributes } {
  const operation = text.slice(0, text.indexOf(' '));
  const on = procedure ?? table;
  return {
    name: on ? `${operation} ${on}` : operation,
    attributes: {
      ...DATABASE,
      [ATTRIBUTE.dbOperation]: operation,
      [ATTRIBUTE.dbQuery]: text,
      ...(table && { [ATTRIBUTE.dbCollection]: table }),
      ...(procedure && { [ATTRIBUTE.dbProcedure]: procedure }),
    },
  };
}

/** The database has a clock of its own, and is some way off: only durations count, and none ends after its statement. */
function addLockWaits(span: Span, { lock_menus, lock_operation }: LockWaits, elapsedMs: number): void {
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
