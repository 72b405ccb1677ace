import { endpoint } from '#shared/http/endpoint';
import { shell } from './deps.ts';
import { userRoutes } from './routes.ts';

export const handler = endpoint(userRoutes.routes.setChaosDelay, shell, async ({ body }) => {
  await shell.switches.set('delay', body);
  return { message: `Delay set to ${body.delay_ms}ms` };
});
