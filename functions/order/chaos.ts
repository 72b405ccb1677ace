import { chaosHandler } from '#shared/http/chaos-handler';
import { shell } from './deps.ts';
import { orderRoutes } from './routes.ts';

export const handler = chaosHandler(orderRoutes, shell);
