import { openApi } from '#shared/http/openapi';
import { DEPLOYED_SERVICES } from '#stacks/services';

type Paths = Readonly<Record<string, Readonly<Record<string, { readonly responses: object }>>>>;

const GATEWAY_PREFIX = /^\/api\/(users|restaurants|orders)(?=\/)/;

/** Every operation of every service. Some paths, such as /health, are in more than one of them. */
const OPERATIONS = DEPLOYED_SERVICES.flatMap(({ api }) =>
  Object.entries(openApi(api).paths as Paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { responses }]) => ({
      method: method.toUpperCase(),
      path: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`),
      statuses: Object.keys(responses),
    })),
  ),
);

/** @throws Error where an operation has answered with a status that is not in its OpenAPI document */
export function refuseUndocumented(method: string, url: string, status: number): void {
  const path = new URL(url).pathname.replace(GATEWAY_PREFIX, '');
  const asked = method === 'HEAD' ? 'GET' : method;
  const found = OPERATIONS.filter((operation) => operation.method === asked && operation.path.test(path));
  const statuses = found.flatMap((operation) => operation.statuses);
  if (found.length === 0 || statuses.includes(String(status))) return;
  throw new Error(`${method} ${path} answered ${status}; documented are ${statuses.join(', ')}`);
}
