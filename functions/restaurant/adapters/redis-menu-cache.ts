import { type CachedRead, cachedRead } from '#shared/cache/cached-read';
import type { GenerationCache } from '#shared/cache/generation-cache';
import type { MenuCache } from '../domain/inventory.ts';
import type { MenuStore } from '../domain/menu.ts';
import { toMenuBody } from '../menu-body.ts';

const LIST_TTL_SECONDS = 10;
const MENU_TTL_SECONDS = 30;
const LIST_KEY = 'menus';
const menuKey = (menuId: number): string => `menu:${menuId}`;

/** Reads menus as JSON text, so that a hit needs no parsing. */
export interface MenuReader {
  list(): Promise<CachedRead<string>>;
  find(menuId: number): Promise<CachedRead>;
}

export function createMenuReader(cache: GenerationCache, menus: MenuStore): MenuReader {
  return {
    list: () =>
      cachedRead(cache, LIST_KEY, LIST_TTL_SECONDS, async () =>
        JSON.stringify((await menus.list()).map(toMenuBody)),
      ),
    find(menuId) {
      return cachedRead(cache, menuKey(menuId), MENU_TTL_SECONDS, async () => {
        const menu = await menus.find(menuId);
        return menu && JSON.stringify(toMenuBody(menu));
      });
    },
  };
}

export function createMenuCache(cache: GenerationCache): MenuCache {
  return {
    async changed(menuIds) {
      if (menuIds.length > 0) await cache.bump([...menuIds.map(menuKey), LIST_KEY]);
    },
  };
}
