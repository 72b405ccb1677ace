import { userRoutes } from '#functions/user/routes';
import type { Identity } from './account.ts';
import type { Visit } from './visit.ts';

/** Calls of the user service. Each returns the body of a success. */
export const userCalls = ({ caller }: Pick<Visit, 'caller'>) => ({
  signUp: async (identity: Identity) => (await caller.call(userRoutes, 'signUp', { body: identity })).body,
  logIn: async ({ username, password }: Identity) =>
    (await caller.call(userRoutes, 'logIn', { body: { username, password } })).body,
});
