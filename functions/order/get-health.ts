import { ping } from '#shared/db/redis';
import { endpoint } from '#shared/http/endpoint';
import { checkHealth } from '#shared/http/health';
import { createReachability, redis, shell } from './deps.ts';
import { orderRoutes } from './routes.ts';

const { store, ledger, queue, user, restaurant } = createReachability();

export const handler = endpoint(orderRoutes.routes.getHealth, shell, ({ query }) =>
  checkHealth(query.deep, {
    store: { required: true, check: store },
    ledger: { required: true, check: ledger },
    queue: { required: true, check: queue },
    user: { required: true, check: user },
    restaurant: { required: true, check: restaurant },
    redis: { required: false, check: () => ping(redis) },
  }),
);
