import { type Attributes, SpanKind } from '@opentelemetry/api';
import { noteAnswer, noteArguments } from '#shared/telemetry/call-values';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { inSpan } from '#shared/telemetry/tracing';
import { addLockWaits, type LockWaits } from './lock-waits.ts';
import { isLockTimeout } from './postgres-errors.ts';
import type { Statement } from './statement.ts';

const DATABASE = { [ATTRIBUTE.dbSystem]: 'postgresql' };

/** Runs a call to PostgreSQL that is no statement of ours in a span. */
export function inDatabaseSpan<T>(name: string, work: () => Promise<T>): Promise<T> {
  return inSpan(name, { kind: SpanKind.CLIENT, attributes: DATABASE }, work);
}

/** Runs one try of a statement in a span, and adds the lock waits that it returns. */
export function inStatementSpan<Row>(
  statement: Statement,
  run: (statement: Statement) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const { name, attributes } = describe(statement);
  return inSpan(name, { kind: SpanKind.CLIENT, attributes }, async (span) => {
    const startedAt = performance.now();
    noteArguments(span, statement.values);
    try {
      const rows = await run(statement);
      const waits =
        statement.procedure && span.isRecording() ? (rows[0] as LockWaits | undefined) : undefined;
      if (waits) addLockWaits(span, waits, performance.now() - startedAt);
      noteAnswer(span, rows);
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
