import type { Stores } from '#oracle/stores/connect';
import { type Item, scanPages } from '#oracle/stores/scan';
import type { RecordPage } from '#shared/console/records';
import { projection } from '#shared/db/projection';

/** A page of a list. */
export interface Range {
  /** Only smaller ids. */
  readonly before: number;
  readonly limit: number;
}

/** Most items of a table that are read for a page of a list: some ten seconds of a processor. */
export const MOST_READ = 200_000;

/** A part of a table to read. */
interface Source {
  readonly table: string;
  /** What is read of each item; the others are not transferred. */
  readonly attributes: readonly string[];
  /** @default MOST_READ */
  readonly mostRead?: number;
}

/**
 * Reads a table up to a number of items, and keeps the newest of what `take` takes: no index has all users or all orders in
 * their order, and a scan has them in none.
 */
export async function newest<Found extends { readonly id: number }>(
  dynamo: Stores['dynamo'],
  { table, attributes, mostRead = MOST_READ }: Source,
  { before, limit }: Range,
  take: (item: Item) => Found | undefined,
): Promise<RecordPage<Found>> {
  const pages = scanPages(dynamo, { TableName: table, ...projection(attributes) });
  let kept: Found[] = [];
  let read = 0;
  for await (const items of pages) {
    if (read >= mostRead) return { ...pageOf(kept, limit), limited_to: read };
    read += items.length;
    const found = items.flatMap((item) => take(item) ?? []).filter(({ id }) => id < before);
    kept = [...kept, ...found].sort((one, other) => other.id - one.id).slice(0, limit + 1);
  }
  return pageOf(kept, limit);
}

/** The first of what was found, of which there is one more where the list goes on. */
export const pageOf = <Found>(found: readonly Found[], limit: number): RecordPage<Found> => ({
  records: found.slice(0, limit),
  has_more: found.length > limit,
});
