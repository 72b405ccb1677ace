import { endpoint } from '#shared/http/endpoint';
import { deps, shell } from './deps.ts';
import { logIn } from './domain/log-in.ts';
import { userRoutes } from './routes.ts';

export const handler = endpoint(userRoutes.routes.logIn, shell, async ({ body }) => {
  const token = await logIn(deps, body.username, body.password);
  return { access_token: token, token_type: 'bearer' as const };
});
