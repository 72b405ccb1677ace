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
  /** Functions that the deployment calls, on AWS only. In camel case, like the key of a route. */
  readonly tasks: readonly string[];
}

/** Everything that is built, deployed and documented. */
export const DEPLOYED_SERVICES: readonly Service[] = [
  { api: userApi, consumers: {}, tasks: [] },
  { api: restaurantApi, consumers: {}, tasks: ['migrate'] },
  { api: orderApi, consumers: orderConsumers, tasks: [] },
];

/** Functions of every service beside its tables: the API pages, and the answer to unknown requests. */
export const PAGE_FUNCTIONS = ['docs', 'not-found'] as const;

export interface FunctionEntry {
  readonly service: ServiceName;
  /** Name of file and function, in kebab case. */
  readonly name: string;
  /** Path from the project's root. */
  readonly file: string;
}

/** Lists the functions of a service's own stack, with the files of their handlers. */
export function functionsOf({ api, consumers }: Service): FunctionEntry[] {
  const routes = Object.entries(api.routes).map(([name, { file }]) => entry(api, name, file));
  return [...routes, ...entries(api, [...Object.keys(consumers), ...PAGE_FUNCTIONS])];
}

/** Lists the functions that are built: those of {@link functionsOf}, and the tasks of a deployment. */
export function bundlesOf(service: Service): FunctionEntry[] {
  return [...functionsOf(service), ...entries(service.api, service.tasks)];
}

const entries = (api: ServiceRoutes, keys: readonly string[]): FunctionEntry[] =>
  keys.map((key) => entry(api, key));

function entry({ service }: ServiceRoutes, key: string, file = kebabCase(key)): FunctionEntry {
  return { service, name: kebabCase(key), file: `functions/${service}/${file}.ts` };
}
