import { endpoint } from '#shared/http/endpoint';
import { deps, shell } from './deps.ts';
import { validateToken } from './domain/validate-token.ts';
import { userRoutes } from './routes.ts';

export const handler = endpoint(userRoutes.routes.validateToken, shell, async ({ token }) => {
  const owner = await validateToken(deps, token);
  return { valid: true as const, user_id: owner.userId, username: owner.username };
});
