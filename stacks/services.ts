import { orderConsumers } from '#functions/order/consumers';
import { orderRoutes } from '#functions/order/routes';
import { restaurantRoutes } from '#functions/restaurant/routes';
import { userRoutes } from '#functions/user/routes';
import { kebabCase, type ServiceName, type ServiceRoutes } from '#shared/http/route';
import type { QueueHandler } from '#shared/queue/queue-handler';

export interface Service {
  readonly api: ServiceRoutes;
  readonly consumers: Readonly<Record<string, QueueHandler>>;
}

/** Everything that is built, deployed and documented. */
export const SERVICES: readonly Service[] = [
  { api: userRoutes, consumers: {} },
  { api: restaurantRoutes, consumers: {} },
  { api: orderRoutes, consumers: orderConsumers },
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

/** Every function of a service, with the file that holds its handler. */
export function functionsOf({ api, consumers }: Service): FunctionEntry[] {
  const names = [...Object.keys(api.routes), ...Object.keys(consumers), ...PAGE_FUNCTIONS].map(kebabCase);
  return names.map((name) => ({ service: api.service, name, file: `functions/${api.service}/${name}.ts` }));
}
