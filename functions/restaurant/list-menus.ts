import { endpoint } from '#shared/http/endpoint';
import { NEXT_CURSOR_HEADER } from '#shared/http/next-cursor';
import { jsonText } from '#shared/http/reply';
import { deps, shell } from './deps.ts';
import { FIRST_MENUS } from './domain/menu.ts';
import { toMenuCursor } from './menu-cursor.ts';
import { restaurantRoutes } from './routes.ts';

export const handler = endpoint(restaurantRoutes.routes.listMenus, shell, async ({ query }) => {
  const { limit, cursor: after = FIRST_MENUS.after } = query;
  const { value, next, state } = await deps.menus.list({ after, limit });
  return jsonText(value, {
    headers: {
      ...(state !== undefined && { 'x-cache': state }),
      ...(next !== undefined && { [NEXT_CURSOR_HEADER]: toMenuCursor(next) }),
    },
  });
});
