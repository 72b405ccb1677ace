import { type CachedCopies, type CacheKind, kindOfKey } from '#shared/console/caches';

/** Most keys of a kind that are listed; the number is of all. */
const MOST_KEYS = 8;

/** How many copies of each kind there are. @param keys without the stage */
export function copiesOf(keys: readonly string[]): Readonly<Record<CacheKind, CachedCopies>> {
  const byKind = Map.groupBy(keys, kindOfKey);
  const of = (kind: CacheKind): CachedCopies => {
    const found = byKind.get(kind) ?? [];
    return { count: found.length, keys: sorted(kind, found).slice(0, MOST_KEYS) };
  };
  return { list: of('list'), menus: of('menus'), orders: of('orders') };
}

/** Menus from the first, orders from the newest: their ids grow with time. */
function sorted(kind: CacheKind, keys: readonly string[]): readonly string[] {
  const idOf = (key: string): number => Number(key.slice(key.indexOf(':') + 1));
  return keys.toSorted((one, other) =>
    kind === 'orders' ? idOf(other) - idOf(one) : idOf(one) - idOf(other),
  );
}
