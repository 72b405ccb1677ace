import { withChaosRoutes } from '#shared/http/chaos-api';
import { restaurantRoutes } from './routes.ts';

/** Every route of the service. Handlers of its business import `routes.ts` alone, which keeps their bundles small. */
export const restaurantApi = withChaosRoutes(restaurantRoutes);
