import { AppError } from '#shared/errors';
import { endpoint } from '#shared/http/endpoint';
import { deps, shell } from './deps.ts';
import { userRoutes } from './routes.ts';
import { toUserBody } from './user-body.ts';

export const handler = endpoint(userRoutes.routes.getUser, shell, async ({ params }) => {
  const user = await deps.users.find(params.user_id);
  if (!user) throw new AppError('not_found', 'User not found');
  return toUserBody(user);
});
