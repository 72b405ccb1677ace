import { AppError } from '#shared/errors';
import { endpoint } from '#shared/http/endpoint';
import { deps, shell } from './deps.ts';
import { userRoutes } from './routes.ts';
import { toUserBody } from './user-body.ts';

export const handler = endpoint(userRoutes.routes.getUser, shell, {
  // The owner is known without a read, so a stranger does not learn which users exist.
  find: async ({ params }) => params.user_id,
  handle: async (_, userId) => {
    const user = await deps.users.find(userId);
    if (!user) throw new AppError('not_found', 'User not found');
    return toUserBody(user);
  },
});
