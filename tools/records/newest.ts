import type { Stores } from '#oracle/stores/connect';
import { type Item, scanPages } from '#oracle/stores/scan';

/** A page of a list. */
export interface Range {
  /** Only smaller ids. */
  readonly before: number;
  readonly limit: number;
}

interface Page<Found> {
  /** By id, the largest first: ids grow with time. */
  readonly records: readonly Found[];
  readonly has_more: boolean;
}

/**
 * Reads a whole table, and keeps the newest of what `read` takes: no index has all users or all orders in their order.
 * @param attributes what is read of each item; the others are not transferred
 */
export async function newest<Found extends { readonly id: number }>(
  dynamo: Stores['dynamo'],
  { table, attributes }: { readonly table: string; readonly attributes: readonly string[] },
  { before, limit }: Range,
  read: (item: Item) => Found | undefined,
): Promise<Page<Found>> {
  const names = Object.fromEntries(attributes.map((name) => [`#${name}`, name]));
  const pages = scanPages(dynamo, {
    TableName: table,
    ProjectionExpression: Object.keys(names).join(', '),
    ExpressionAttributeNames: names,
  });
  let kept: Found[] = [];
  for await (const items of pages) {
    const found = items.flatMap((item) => read(item) ?? []).filter(({ id }) => id < before);
    kept = [...kept, ...found].sort((one, other) => other.id - one.id).slice(0, limit + 1);
  }
  return { records: kept.slice(0, limit), has_more: kept.length > limit };
}
