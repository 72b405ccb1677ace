import type { UserItem } from '#functions/user/adapters/user-items';
import { userKey } from '#functions/user/adapters/user-keys';
import { reading } from '#oracle/stores/cannot-read';
import type { Stores } from '#oracle/stores/connect';
import type { Item } from '#oracle/stores/scan';
import { UsageError } from '#shared/cli/errors';
import type { RecordsBody, UserRecord } from '#shared/console/records';
import { newest, type Range } from './newest.ts';

/** None of them is secret: password hashes are in other items of the table, of which only names are read. */
const ATTRIBUTES = [
  'pk',
  'id',
  'username',
  'email',
  'created_at',
] as const satisfies readonly (keyof UserItem)[];

/**
 * Lists users, newest first.
 * @param find an id, or a part of a name; empty for all
 */
export function readUsers(
  { dynamo, settings }: Stores,
  find: string,
  range: Range,
): Promise<RecordsBody<'users'>> {
  const { USERS_TABLE: table, AWS_ENDPOINT_URL_DYNAMODB: url } = settings;
  if (table === undefined) throw new UsageError('USERS_TABLE is missing, allowed: the table of users');
  return reading('The table of users', url, () =>
    newest(dynamo, { table, attributes: ATTRIBUTES }, range, (item) => {
      if (!isUser(item)) return undefined;
      const { id, username, email, created_at } = item;
      return isFound({ id, username }, find) ? { id, username, email, created_at } : undefined;
    }),
  );
}

const isUser = (item: Item): item is Item & UserItem =>
  typeof item.id === 'number' && item.pk === userKey(item.id);

const isFound = ({ id, username }: Pick<UserRecord, 'id' | 'username'>, find: string): boolean =>
  String(id) === find || username.toLowerCase().includes(find.toLowerCase());
