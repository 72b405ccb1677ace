import { endpoint } from '#shared/http/endpoint';
import { deps, shell } from './deps.ts';
import { releaseInventory } from './domain/reservations.ts';
import { restaurantRoutes } from './routes.ts';

export const handler = endpoint(restaurantRoutes.routes.releaseInventory, shell, async ({ params }) => {
  await releaseInventory(deps, params.reservation_id);
  return { reservation_id: params.reservation_id, released: true as const };
});
