import { endpoint } from '#shared/http/endpoint';
import { shell } from './deps.ts';
import { userRoutes } from './routes.ts';

export const handler = endpoint(userRoutes.routes.setChaosError, shell, async ({ body }) => {
  await shell.switches.set('error', body);
  // As the documented service spells it.
  return { message: `Error injection set to: ${body.enable ? 'True' : 'False'}` };
});
