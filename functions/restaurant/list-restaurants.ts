import { endpoint } from '#shared/http/endpoint';
import { deps, shell } from './deps.ts';
import { toRestaurantBody } from './menu-body.ts';
import { restaurantRoutes } from './routes.ts';

export const handler = endpoint(restaurantRoutes.routes.listRestaurants, shell, async () => {
  const restaurants = await deps.restaurants.listRestaurants();
  return restaurants.map(toRestaurantBody);
});
