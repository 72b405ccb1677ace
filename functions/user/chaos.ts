import { chaosHandler } from '#shared/http/chaos-handler';
import { shell } from './deps.ts';
import { userRoutes } from './routes.ts';

export const handler = chaosHandler(userRoutes, shell);
