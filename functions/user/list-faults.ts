import { rulesOf } from '#shared/faults/rules';
import { endpoint } from '#shared/http/endpoint';
import { shell } from './deps.ts';
import { userRoutes } from './routes.ts';

const { routes } = userRoutes;

export const handler = endpoint(routes.listFaults, shell, async () => {
  const { settings, invalid } = await shell.switches.read();
  return { enabled: shell.switches.enabled, rules: rulesOf(settings, routes), invalid: [...invalid] };
});
