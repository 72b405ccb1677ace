import { switchesOf, switchRow } from '#shared/faults/fault-table';
import { rulesOf } from '#shared/faults/listed-rules';
import { endFaultsRoute, listFaultsRoute, switchRoute } from './chaos-routes.ts';
import { endpoint } from './endpoint.ts';
import type { LambdaHandler } from './handler-type.ts';
import { methodsOf, type Route, type ServiceRoutes } from './route.ts';
import type { Shell } from './shell.ts';

/**
 * Handles every chaos route of a service: each is deployed as a function of its own, with this handler.
 * @param api the routes that faults act on
 */
export function chaosHandler({ service, routes }: ServiceRoutes, shell: Shell): LambdaHandler {
  const { switches } = shell;
  const handlers = new Map<string, LambdaHandler>();
  const add = (route: Route, handler: LambdaHandler): void => {
    for (const method of methodsOf(route)) handlers.set(`${method} ${route.path}`, handler);
  };
  for (const id of switchesOf(service)) {
    const route = switchRoute(id);
    const set = endpoint(route, shell, async ({ body }) => {
      await switches.set(id, body);
      return { message: switchRow(id).route.message(body) };
    });
    add(route, set);
  }
  const list = endpoint(listFaultsRoute, shell, async () => {
    const [{ settings, invalid }, hits] = await Promise.all([switches.read(), switches.hits()]);
    return { enabled: switches.enabled, rules: rulesOf(settings, routes, hits), invalid: [...invalid] };
  });
  add(listFaultsRoute, list);
  add(
    endFaultsRoute,
    endpoint(endFaultsRoute, shell, () => switches.clear()),
  );
  return async (event, context) => {
    const handler = handlers.get(`${event.httpMethod} ${event.resource}`);
    if (!handler) throw new Error(`No chaos route is ${event.httpMethod} ${event.resource}`);
    return handler(event, context);
  };
}
