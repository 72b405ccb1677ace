import { endpoint } from '#shared/http/endpoint';
import { checkHealth } from '#shared/http/health';
import { deps, shell } from './deps.ts';
import { userRoutes } from './routes.ts';

export const handler = endpoint(userRoutes.routes.getHealth, shell, ({ query }) =>
  checkHealth(query.deep, { store: { required: true, check: () => deps.users.find(0) } }),
);
