import type { Credentials, User } from '../domain/user.ts';
import { emailKey, userKey, usernameKey } from './user-keys.ts';

export interface UserItem {
  readonly pk: string;
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly created_at: string;
}

export interface UsernameItem {
  readonly pk: string;
  readonly user_id: number;
  readonly username: string;
  readonly password_hash: string;
}

/** A user and the guards of its name and address, in the order in which their clashes are reported. */
export function toItems(user: User, passwordHash: string, attemptId: string) {
  const { id, username, email, createdAt } = user;
  const credentials: UsernameItem = {
    pk: usernameKey(username),
    user_id: id,
    username,
    password_hash: passwordHash,
  };
  const account: UserItem = { pk: userKey(id), id, username, email, created_at: createdAt.toISOString() };
  return [
    { clash: 'username_taken', item: { ...credentials, attempt_id: attemptId } },
    { clash: 'email_taken', item: { pk: emailKey(email), user_id: id, attempt_id: attemptId } },
    { clash: 'id_taken', item: { ...account, attempt_id: attemptId } },
  ] as const;
}

/** One user's, in the order in which their clashes are reported. */
export type Items = ReturnType<typeof toItems>;

export function toUser(item: UserItem): User {
  return { id: item.id, username: item.username, email: item.email, createdAt: new Date(item.created_at) };
}

export function toCredentials(item: UsernameItem): Credentials {
  return { userId: item.user_id, username: item.username, passwordHash: item.password_hash };
}
