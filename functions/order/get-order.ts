import { endpoint } from '#shared/http/endpoint';
import { jsonText } from '#shared/http/reply';
import { deps, shell } from './deps.ts';
import { orderRoutes } from './routes.ts';

export const handler = endpoint(orderRoutes.routes.getOrder, shell, {
  find: ({ params }) => deps.reader.find(params.order_id),
  handle: async (_, { value, state }) => jsonText(value, { headers: { 'x-cache': state } }),
});
