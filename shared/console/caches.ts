/** What the system keeps in Redis: the first page of menus, single menus, orders. */
export const CACHE_KINDS = ['list', 'menus', 'orders'] as const;
export type CacheKind = (typeof CACHE_KINDS)[number];

/** The copies of one kind that readers get. */
export interface CachedCopies {
  readonly count: number;
  /** The first of them, such as `menu:1`; of orders the newest. */
  readonly keys: readonly string[];
}

/** Reads through one cache, since the console counts. */
export interface CacheReads {
  readonly hits: number;
  readonly misses: number;
  /** Redis did not answer, and the store was read. */
  readonly bypassed: number;
}

/** Answer of `POST /console/caches/evict` and of `npm run evict -- --json`. */
export interface EvictedBody {
  /** How many copies there were. */
  readonly evicted: number;
}

const LIST_KEY = 'menus';

/** The kind of a key without the stage; undefined for one of none. */
export function kindOfKey(key: string): CacheKind | undefined {
  if (key === LIST_KEY) return 'list';
  if (/^menu:\d+$/.test(key)) return 'menus';
  return /^order:\d+$/.test(key) ? 'orders' : undefined;
}

export const isCacheKind = (text: string): text is CacheKind =>
  (CACHE_KINDS as readonly string[]).includes(text);

/** Whether `text` names a kind or one key. The list is one key, and is named by its kind. */
export const isEvictable = (text: string): boolean =>
  isCacheKind(text) || (kindOfKey(text) !== undefined && text !== LIST_KEY);
export const EVICTABLE = `${CACHE_KINDS.join(', ')}, or a key such as menu:1 or order:5`;
