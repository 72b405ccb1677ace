import { orderApi } from '#functions/order/api';
import { orderConsumers } from '#functions/order/consumers';
import { restaurantApi } from '#functions/restaurant/api';
import { userApi } from '#functions/user/api';
import { kebabCase, type ServiceRoutes } from '#shared/http/route';
import type { QueueHandler } from '#shared/queue/queue-handler';
import type { ServiceName } from '#shared/services';

export interface Service {
  readonly api: ServiceRoutes;
  readonly consumers: Readonly<Record<string, QueueHandler>>;
  /** What a deployment calls itself, on AWS only. In camel case, as a route's key. */
  readonly tasks: readonly string[];
}

/** Everything that is built, deployed and documented. */
export const DEPLOYED_SERVICES: readonly Service[] = [
  { api: userApi, consumers: {}, tasks: [] },
  { api: restaurantApi, consumers: {}, tasks: ['migrate'] },
  { api: orderApi, consumers: orderConsumers, tasks: [] },
];

/** What each service has beside its tables: the API pages, and the answer to everything unknown. */
export const PAGE_FUNCTIONS = ['docs', 'not-found'] as const;

export interface FunctionEntry {
  readonly service: ServiceName;
  /** In kebab case: the file's and the function's name. */
  readonly name: string;
  /** From the project's root. */
  readonly file: string;
}

/** Every function of a service's own stack, with the file that holds its handler. */
export function functionsOf({ api, consumers }: Service): FunctionEntry[] {
  const routes = Object.entries(api.routes).map(([name, { file }]) => entry(api, name, file));
  return [...routes, ...entries(api, [...Object.keys(consumers), ...PAGE_FUNCTIONS])];
}

/** Every function that is built: those of {@link functionsOf}, and the tasks of a deployment. */
export function bundlesOf(service: Service): FunctionEntry[] {
  return [...functionsOf(service), ...entries(service.api, service.tasks)];
}

const entries = (api: ServiceRoutes, keys: readonly string[]): FunctionEntry[] =>
  keys.map((key) => entry(api, key));

function entry({ service }: ServiceRoutes, key: string, file = kebabCase(key)): FunctionEntry {
  return { service, name: kebabCase(key), file: `functions/${service}/${file}.ts` };
}
