import { switchesOf, switchRow } from '#shared/faults/fault-table';
import {
  endFaultRoute,
  endFaultsRoute,
  listFaultsRoute,
  setFaultRoute,
  switchPath,
  switchRoute,
} from './chaos-routes.ts';
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
  const ids = switchesOf(service);
  const handlers = new Map<string, LambdaHandler>();
  const add = (route: Route, handler: LambdaHandler): void => {
    for (const method of methodsOf(route)) handlers.set(`${method} ${route.path}`, handler);
  };
  /** Adds a route of all ids, at the paths of the switches too. */
  const addForIds = (route: Route, handler: LambdaHandler): void => {
    add(route, handler);
    for (const id of ids) {
      const path = switchPath(id);
      add({ ...route, path }, (event, context) => handler({ ...event, pathParameters: { id } }, context));
    }
  };
  for (const id of ids) {
    const route = switchRoute(id);
    const set = endpoint(route, shell, async ({ body }) => {
      await switches.set(id, body);
      return { message: switchRow(id).route.message(body) };
    });
    add(route, set);
  }
  add(
    listFaultsRoute,
    endpoint(listFaultsRoute, shell, () => switches.list(routes)),
  );
  add(
    endFaultsRoute,
    endpoint(endFaultsRoute, shell, () => switches.clear()),
  );
  addForIds(
    setFaultRoute,
    endpoint(setFaultRoute, shell, ({ params, body }) => switches.put(params.id, body)),
  );
  addForIds(
    endFaultRoute,
    endpoint(endFaultRoute, shell, ({ params }) => switches.end(params.id)),
  );
  return async (event, context) => {
    const handler = handlers.get(`${event.httpMethod} ${event.resource}`);
    if (!handler) throw new Error(`No chaos route is ${event.httpMethod} ${event.resource}`);
    return handler(event, context);
  };
}
