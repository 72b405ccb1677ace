import { withChaosRoutes } from '#shared/http/chaos-api';
import { userRoutes } from './routes.ts';

/** Every route of the service. Handlers of its business import `routes.ts` alone, which keeps their bundles small. */
export const userApi = withChaosRoutes(userRoutes);
