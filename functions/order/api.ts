import { withChaosRoutes } from '#shared/http/chaos-api';
import { orderRoutes } from './routes.ts';

/** Every route of the service. Handlers of its business import `routes.ts` alone, which keeps their bundles small. */
export const orderApi = withChaosRoutes(orderRoutes);
