import type { Snapshot } from '#oracle/snapshot';
import type { Stores } from '#oracle/stores/connect';
import { atOneInstant } from '#oracle/stores/postgres';

/** Content of the stores after a batch. */
export interface Evidence {
  readonly snapshot: Snapshot;
  /** How often stock was changed by a quantity, as recorded. */
  readonly deductions: ReadonlyMap<number, number>;
}

const STATEMENT = `SELECT (line ->> 'quantity')::bigint AS quantity, count(*)::bigint AS times
  FROM inventory_operations, jsonb_array_elements(lines) AS line
  WHERE kind = 'deduct' AND outcome = 'applied' GROUP BY 1`;

/** How often stock was deducted by each quantity. */
export async function readDeductions(stores: Stores): Promise<ReadonlyMap<number, number>> {
  const rows = await atOneInstant(stores, (query) => query<{ quantity: number; times: number }>(STATEMENT));
  return new Map((rows ?? []).map(({ quantity, times }) => [quantity, times]));
}
