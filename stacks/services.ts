import { orderConsumers } from '#functions/order/consumers';
import { orderRoutes } from '#functions/order/routes';
import { restaurantRoutes } from '#functions/restaurant/routes';
import { userRoutes } from '#functions/user/routes';
import { kebabCase, type ServiceName, type ServiceRoutes } from '#shared/http/route';
import type { QueueHandler } from '#shared/queue/queue-handler';

export interface Service {
  readonly api: ServiceRoutes;
  readonly consumers: Readonly<Record<string, QueueHandler>>;
  /** What a deployment calls itself, on AWS only. In camel case, as a route's key. */
  readonly tasks: readonly string[];
}

/** Everything that is built, deployed and documented. */
export const SERVICES: readonly Service[] = [
  { api: userRoutes, consumers: {}, tasks: [] },
  { api: restaurantRoutes, consumers: {}, tasks: ['migrate'] },
  { api: orderRoutes, consumers: orderConsumers, tasks: [] },
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
  return entries(api, [...Object.keys(api.routes), ...Object.keys(consumers), ...PAGE_FUNCTIONS]);
}

/** Every function that is built: those of {@link functionsOf}, and the tasks of a deployment. */
export function bundlesOf(service: Service): FunctionEntry[] {
  return [...functionsOf(service), ...entries(service.api, service.tasks)];
}

function entries({ service }: ServiceRoutes, names: readonly string[]): FunctionEntry[] {
  return names.map(kebabCase).map((name) => ({ service, name, file: `functions/${service}/${name}.ts` }));
}
