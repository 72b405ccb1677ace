import { outsideOf } from './lambda-fault.ts';

const MOST_ITEMS = 50;
const MOST_ASKED = 10_000;

/**
 * Returns one page of a list.
 * @param markerOf the name by which the next page is found
 */
export function pageOf<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  markerOf: (item: Item) => string,
): { readonly items: readonly Item[]; readonly next: { readonly NextMarker?: string } } {
  const asked = query.get('MaxItems') ?? String(MOST_ITEMS);
  const limit = Number(asked);
  if (!/^\d+$/.test(asked) || limit < 1 || limit > MOST_ASKED)
    throw outsideOf('maxItems', asked, `Member must have value between 1 and ${MOST_ASKED}`);
  const marker = query.get('Marker');
  const after = marker ? items.findIndex((item) => markerOf(item) === marker) + 1 : 0;
  const page = items.slice(after, after + Math.min(limit, MOST_ITEMS));
  const last = page.at(-1);
  return {
    items: page,
    next: last && after + page.length < items.length ? { NextMarker: markerOf(last) } : {},
  };
}
