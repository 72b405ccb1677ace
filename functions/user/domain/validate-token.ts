import { AppError } from '#shared/errors';
import type { UserStore } from './user.ts';

export interface TokenOwner {
  readonly userId: number;
  readonly username: string;
}

export interface ValidateTokenDeps {
  readonly users: Pick<UserStore, 'find'>;
  readonly tokens: { verify(token: string): Promise<TokenOwner> };
}

/**
 * Returns the user of a token that is valid and whose user still exists.
 * @throws AppError `unauthenticated`
 */
export async function validateToken(
  { users, tokens }: ValidateTokenDeps,
  token: string,
): Promise<TokenOwner> {
  const owner = await tokens.verify(token);
  const user = await users.find(owner.userId);
  if (user?.username !== owner.username) {
    throw new AppError('unauthenticated', 'Could not validate credentials');
  }
  return owner;
}
