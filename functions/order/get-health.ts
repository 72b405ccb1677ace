import { endpoint } from '#shared/http/endpoint';
import { checkHealth } from '#shared/http/health';
import { deps, redis, shell } from './deps.ts';
import { orderRoutes } from './routes.ts';

export const handler = endpoint(orderRoutes.routes.getHealth, shell, ({ query }) =>
  checkHealth(query.deep, {
    store: { required: true, check: () => deps.orders.get(0) },
    redis: {
      required: false,
      check: () =>
        redis.run((commands) => commands.ping(), { operation: 'PING', timeoutMs: 250, urgent: true }),
    },
  }),
);
