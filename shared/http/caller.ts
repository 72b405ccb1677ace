import { bearerToken, notAuthenticated } from '#shared/auth/bearer';
import type { TokenUser } from '#shared/auth/tokens';
import type { Auth, Route } from './route.ts';
import type { Shell } from './shell.ts';

export interface Caller {
  readonly token?: string | undefined;
  readonly user?: TokenUser | undefined;
}

/**
 * Identifies the caller, as far as the route requires it on this stage.
 * @throws AppError `unauthenticated`
 */
export async function identifyCaller(
  { auth, publicWhereAnonymous }: Pick<Route, 'auth' | 'publicWhereAnonymous'>,
  shell: Shell,
  authorization: string | undefined,
): Promise<Caller> {
  if (auth === 'public' || (publicWhereAnonymous && shell.allowAnonymous)) return {};
  const token = bearerToken(authorization);
  if (token === undefined) {
    if (auth === 'owner' && shell.allowAnonymous) return {};
    throw notAuthenticated();
  }
  if (auth === 'bearer') return { token };
  if (auth === 'service') {
    await configured(shell.verifyService, auth)(token);
    return { token };
  }
  return { token, user: await configured(shell.verifyUser, auth)(token) };
}

function configured<T>(verify: T | undefined, auth: Auth): T {
  if (verify === undefined) throw new Error(`The shell has nothing to verify ${auth} tokens with`);
  return verify;
}
