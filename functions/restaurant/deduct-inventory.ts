import { endpoint } from '#shared/http/endpoint';
import { deps, shell } from './deps.ts';
import { deductInventory } from './domain/change-inventory.ts';
import { restaurantRoutes } from './routes.ts';

export const handler = endpoint(restaurantRoutes.routes.deductInventory, shell, async ({ params, body }) => {
  const stock = await deductInventory(deps, { menuId: params.menu_id, quantity: body.quantity });
  return { menu_id: stock.menuId, remaining_inventory: stock.remaining };
});
