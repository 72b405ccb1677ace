import { ping } from '#shared/db/redis';
import { endpoint } from '#shared/http/endpoint';
import { checkHealth } from '#shared/http/health';
import { deps, redis, shell } from './deps.ts';
import { restaurantRoutes } from './routes.ts';

export const handler = endpoint(restaurantRoutes.routes.getHealth, shell, ({ query }) =>
  checkHealth(query.deep, {
    store: { required: true, check: () => deps.restaurants.find(0) },
    // Every call is answered without Redis, only slower.
    redis: { required: false, check: () => ping(redis) },
  }),
);
