import * as z from 'zod';
import type { Table } from '../tables/table.ts';

export const ReturnConsumedCapacity = z.enum(['INDEXES', 'TOTAL', 'NONE']).default('NONE');
type Wanted = z.infer<typeof ReturnConsumedCapacity>;

const READ_BYTES = 4096;
const WRITE_BYTES = 1024;

const blocks = (bytes: number, size: number): number => Math.max(1, Math.ceil(bytes / size));

/** Counts units of reading; an eventually consistent read costs half. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  blocks(bytes, READ_BYTES) * (consistent ? 1 : 1 / 2);

export const writeUnits = (bytes: number): number => blocks(bytes, WRITE_BYTES);

/** Returns ConsumedCapacity of one table; undefined unless wanted. Indexes are not counted. */
export function consumed(wanted: Wanted, { name }: Table, units: number) {
  if (wanted === 'NONE') return undefined;
  const total = { TableName: name, CapacityUnits: units };
  return wanted === 'INDEXES' ? { ...total, Table: { CapacityUnits: units } } : total;
}

/** Returns ConsumedCapacity of an action that has one table. */
export function consumedBy(wanted: Wanted, table: Table, units: number) {
  const ConsumedCapacity = consumed(wanted, table, units);
  return ConsumedCapacity ? { ConsumedCapacity } : {};
}

/** Returns ConsumedCapacity of an action over several tables, whose units are summed. */
export function consumedByAll(wanted: Wanted, uses: readonly { table: Table; units: number }[]) {
  if (wanted === 'NONE') return {};
  const sums = new Map<string, { table: Table; units: number }>();
  for (const { table, units } of uses)
    sums.set(table.name, { table, units: units + (sums.get(table.name)?.units ?? 0) });
  return { ConsumedCapacity: [...sums.values()].map(({ table, units }) => consumed(wanted, table, units)) };
}
