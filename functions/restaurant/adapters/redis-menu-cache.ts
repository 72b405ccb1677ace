import { type CachedRead, cachedRead } from '#shared/cache/cached-read';
import type { GenerationCache } from '#shared/cache/generation-cache';
import type { MenuCache } from '../domain/inventory.ts';
import { FIRST_MENUS, type MenuRange, type MenuStore, readMenuPage } from '../domain/menu.ts';
import { toMenuBody } from '../menu-body.ts';
import { fromPageText, type MenuPageText, toPageText } from './menu-page-text.ts';

const LIST_TTL_SECONDS = 10;
const MENU_TTL_SECONDS = 30;
const LIST_KEY = 'menus';
const menuKey = (menuId: number): string => `menu:${menuId}`;

/** A page, and what the cache said; undefined where pages like it are never kept. */
interface PageRead extends MenuPageText {
  readonly state: CachedRead['state'] | undefined;
}

/** Reads menus as JSON text, so that a hit needs no parsing. */
export interface MenuReader {
  list(range: MenuRange): Promise<PageRead>;
  find(menuId: number): Promise<CachedRead>;
}

export function createMenuReader(cache: GenerationCache, menus: MenuStore): MenuReader {
  const readPage = async (range: MenuRange): Promise<MenuPageText> => {
    const { menus: found, next } = await readMenuPage(menus, range);
    return { value: JSON.stringify(found.map(toMenuBody)), next };
  };
  return {
    async list(range) {
      if (!isFirst(range)) return { ...(await readPage(range)), state: undefined };
      const { value, state } = await cachedRead(cache, LIST_KEY, LIST_TTL_SECONDS, async () =>
        toPageText(await readPage(FIRST_MENUS)),
      );
      return { ...fromPageText(value), state };
    },
    find(menuId) {
      return cachedRead(cache, menuKey(menuId), MENU_TTL_SECONDS, async () => {
        const menu = await menus.find(menuId);
        return menu && JSON.stringify(toMenuBody(menu));
      });
    },
  };
}

/** The page that most callers read. The number of others has no bound, nor would the room that they take. */
const isFirst = ({ after, limit }: MenuRange): boolean =>
  after === FIRST_MENUS.after && limit === FIRST_MENUS.limit;

export function createMenuCache(cache: GenerationCache): MenuCache {
  return {
    async changed(menuIds) {
      if (menuIds.length > 0) await cache.bump([...menuIds.map(menuKey), LIST_KEY]);
    },
  };
}
