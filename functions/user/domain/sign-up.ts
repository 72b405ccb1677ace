import { AppError } from '#shared/errors';
import type { PasswordHasher, User, UserStore } from './user.ts';
import { canonicalUsername } from './username.ts';

export interface SignUpDeps {
  readonly users: Pick<UserStore, 'insert'>;
  readonly passwords: Pick<PasswordHasher, 'hash'>;
  newUserId(): number;
  newAttemptId(): string;
  now(): Date;
}

export interface SignUpCommand {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

const MAX_DRAWS = 5;

/** @throws AppError `already_registered`, for the name before the address */
export async function signUp(deps: SignUpDeps, command: SignUpCommand): Promise<User> {
  const { email, password } = command;
  const username = canonicalUsername(command.username);
  const passwordHash = await deps.passwords.hash(password);
  const attemptId = deps.newAttemptId();
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const user: User = { id: deps.newUserId(), username, email, createdAt: deps.now() };
    const result = await deps.users.insert(user, passwordHash, attemptId);
    if (result === 'inserted') return user;
    if (result === 'username_taken') {
      throw new AppError('already_registered', 'Username already registered');
    }
    if (result === 'email_taken') throw new AppError('already_registered', 'Email already registered');
  }
  throw new AppError('dependency_unavailable', 'No free user id was found');
}
