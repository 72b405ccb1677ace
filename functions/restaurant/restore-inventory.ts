import { endpoint } from '#shared/http/endpoint';
import { deps, shell } from './deps.ts';
import { restoreInventory } from './domain/change-inventory.ts';
import { restaurantRoutes } from './routes.ts';

export const handler = endpoint(restaurantRoutes.routes.restoreInventory, shell, async ({ params, body }) => {
  const stock = await restoreInventory(deps, { menuId: params.menu_id, quantity: body.quantity });
  return { menu_id: stock.menuId, remaining_inventory: stock.remaining };
});
