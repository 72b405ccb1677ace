import { chaosHandler } from '#shared/http/chaos-handler';
import { shell } from './deps.ts';
import { restaurantRoutes } from './routes.ts';

export const handler = chaosHandler(restaurantRoutes, shell);
