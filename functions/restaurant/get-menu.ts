import { AppError } from '#shared/errors';
import { endpoint } from '#shared/http/endpoint';
import { jsonText } from '#shared/http/reply';
import { deps, shell } from './deps.ts';
import { restaurantRoutes } from './routes.ts';

export const handler = endpoint(restaurantRoutes.routes.getMenu, shell, async ({ params }) => {
  const { value, state } = await deps.menus.find(params.menu_id);
  if (value === undefined) throw new AppError('not_found', 'Menu not found');
  return jsonText(value, { headers: { 'x-cache': state } });
});
