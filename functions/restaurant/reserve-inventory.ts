import { endpoint } from '#shared/http/endpoint';
import { existingId } from '#shared/http/fields';
import { deps, shell } from './deps.ts';
import { reserveInventory } from './domain/reservations.ts';
import { restaurantRoutes } from './routes.ts';

export const handler = endpoint(restaurantRoutes.routes.reserveInventory, shell, async ({ body }) => {
  const asked = body.items.map((item) => ({ menuId: existingId(item.menu_id), quantity: item.quantity }));
  const lines = await reserveInventory(deps, body.reservation_id, asked);
  const items = lines.map(({ menuId, quantity, price, name }) => ({
    menu_id: menuId,
    quantity,
    price,
    name,
  }));
  return { reservation_id: body.reservation_id, items };
});
