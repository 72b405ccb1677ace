import { endpoint } from '#shared/http/endpoint';
import { shell } from './deps.ts';
import { userRoutes } from './routes.ts';

export const handler = endpoint(userRoutes.routes.endFaults, shell, () => shell.switches.clear());
