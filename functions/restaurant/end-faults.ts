import { endpoint } from '#shared/http/endpoint';
import { shell } from './deps.ts';
import { restaurantRoutes } from './routes.ts';

export const handler = endpoint(restaurantRoutes.routes.endFaults, shell, () => shell.switches.clear());
