import { endpoint } from '#shared/http/endpoint';
import { jsonText } from '#shared/http/reply';
import { deps, shell } from './deps.ts';
import { restaurantRoutes } from './routes.ts';

export const handler = endpoint(restaurantRoutes.routes.listMenus, shell, async () => {
  const { value, state } = await deps.menus.list();
  return jsonText(value, { headers: { 'x-cache': state } });
});
