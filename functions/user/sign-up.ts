import { endpoint } from '#shared/http/endpoint';
import { deps, shell } from './deps.ts';
import { signUp } from './domain/sign-up.ts';
import { userRoutes } from './routes.ts';
import { toUserBody } from './user-body.ts';

export const handler = endpoint(userRoutes.routes.signUp, shell, async ({ body }) =>
  toUserBody(await signUp(deps, body)),
);
