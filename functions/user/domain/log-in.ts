import { AppError } from '#shared/errors';
import type { Credentials, PasswordHasher, UserStore } from './user.ts';
import { canonicalUsername } from './username.ts';

export interface LogInDeps {
  readonly users: Pick<UserStore, 'findCredentials'>;
  readonly passwords: Pick<PasswordHasher, 'verify'>;
  readonly tokens: { sign(user: Pick<Credentials, 'userId' | 'username'>): Promise<string> };
}

/**
 * Returns a token. An unknown user takes as much time as a wrong password, and gets the same answer.
 * @throws AppError `unauthenticated`
 */
export async function logIn(deps: LogInDeps, username: string, password: string): Promise<string> {
  const found = await deps.users.findCredentials(canonicalUsername(username));
  const isRight = await deps.passwords.verify(password, found?.passwordHash);
  if (!found || !isRight) throw new AppError('unauthenticated', 'Incorrect username or password');
  return deps.tokens.sign({ userId: found.userId, username: found.username });
}
