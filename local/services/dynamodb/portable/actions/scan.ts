import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { Placeholders } from '../expressions/placeholders.ts';
import { invalid } from '../fault.ts';
import type { Item } from '../values/attribute-value.ts';
import { own } from '../values/own.ts';
import type { Action } from './action.ts';
import { PageInput } from './page-input.ts';
import { type Source, sourceOf, startAfter } from './page-source.ts';
import { parsedFilter } from './parsed-filter.ts';
import { parsedProjection } from './projected.ts';
import { readInput } from './read-input.ts';
import { readPage } from './read-page.ts';

const MOST_SEGMENTS = 1_000_000;
const ScanInput = PageInput.extend({
  Segment: z.int().min(0).optional(),
  TotalSegments: z.int().min(1).max(MOST_SEGMENTS).optional(),
});

export const scan: Action = ({ store }, given) => {
  const input = readInput(ScanInput, given);
  const source = sourceOf(store, input);
  const placeholders = new Placeholders(input);
  const select = parsedProjection(input.ProjectionExpression, placeholders);
  const filter = parsedFilter(input.FilterExpression, placeholders);
  placeholders.checkAllUsed();
  const after = startAfter(source, input.ExclusiveStartKey);
  const all = store.readRange({ ...source, hash: undefined, bounds: [], isDescending: false, after });
  return readPage({ source, items: segmentOf(all, source, input), filter, select, input });
};

/** Keeps the items of one segment of a parallel scan: those whose hash key falls into it. */
function segmentOf(
  items: Iterable<Item>,
  { keys }: Source,
  { Segment: segment, TotalSegments: total }: z.infer<typeof ScanInput>,
): Iterable<Item> {
  if (segment === undefined && total === undefined) return items;
  if (segment === undefined || total === undefined)
    throw invalid('The Segment and TotalSegments parameters must be given together');
  if (segment >= total)
    throw invalid(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`,
    );
  return inSegment(items, keys.hash.name, segment, total);
}

function* inSegment(items: Iterable<Item>, hash: string, segment: number, total: number): Generator<Item> {
  for (const item of items) if (crc32(JSON.stringify(own(item, hash))) % total === segment) yield item;
}
