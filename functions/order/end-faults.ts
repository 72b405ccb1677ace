import { endpoint } from '#shared/http/endpoint';
import { shell } from './deps.ts';
import { orderRoutes } from './routes.ts';

export const handler = endpoint(orderRoutes.routes.endFaults, shell, () => shell.switches.clear());
