import { endpoint } from '#shared/http/endpoint';
import { jsonText } from '#shared/http/reply';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { annotate } from '#shared/telemetry/tracing';
import { deps, shell } from './deps.ts';
import { orderRoutes } from './routes.ts';

export const handler = endpoint(orderRoutes.routes.getOrder, shell, {
  find({ params }) {
    annotate({ [ATTRIBUTE.orderId]: params.order_id });
    return deps.reader.find(params.order_id);
  },
  handle: async (_, { value, state }) => jsonText(value, { headers: { 'x-cache': state } }),
});
