import { callDependency } from '#shared/db/dependency';
import type { Dynamo } from '#shared/db/dynamo';
import type { UserStore } from '../domain/user.ts';
import { insertItems } from './insert-items.ts';
import { toCredentials, toItems, toUser, type UserItem, type UsernameItem } from './user-items.ts';
import { userKey, usernameKey } from './user-keys.ts';
import { openUserTable } from './user-table.ts';

const STORE = 'The user store';

/** Users in one table with one key; guards beside them make names and addresses unique. */
export function createDynamoUsers(dynamo: Dynamo, table: string): UserStore {
  const users = openUserTable(dynamo, table);
  return {
    insert: (user, passwordHash, attemptId) =>
      callDependency(STORE, () => insertItems(users, toItems(user, passwordHash, attemptId))),
    async find(userId) {
      const item = await callDependency(STORE, () => users.get<UserItem>(userKey(userId)));
      return item && toUser(item);
    },
    async findCredentials(username) {
      const item = await callDependency(STORE, () => users.get<UsernameItem>(usernameKey(username)));
      return item && toCredentials(item);
    },
  };
}
