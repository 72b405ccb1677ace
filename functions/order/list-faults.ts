import { rulesOf } from '#shared/faults/rules';
import { endpoint } from '#shared/http/endpoint';
import { shell } from './deps.ts';
import { orderRoutes } from './routes.ts';

const { routes } = orderRoutes;

export const handler = endpoint(routes.listFaults, shell, async () => {
  const { switches } = shell;
  const [{ settings, invalid }, hits] = await Promise.all([switches.read(), switches.hits()]);
  return { enabled: switches.enabled, rules: rulesOf(settings, routes, hits), invalid: [...invalid] };
});
