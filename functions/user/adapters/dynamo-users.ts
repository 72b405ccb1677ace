import { setTimeout as wait } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { callDependency } from '#shared/db/dependency';
import type { InsertResult, UserStore } from '../domain/user.ts';
import {
  toCredentials,
  toItems,
  toUser,
  type UserItem,
  type UsernameItem,
  userKey,
  usernameKey,
} from './user-items.ts';

type Items = ReturnType<typeof toItems>;

const STORE = 'The user store';
const MAX_ATTEMPTS = 6;
const BACKOFF_MS = 20;

/** Users in one table with one key; guards beside them make names and addresses unique. */
export function createDynamoUsers(dynamo: DynamoDBDocumentClient, table: string): UserStore {
  async function get<Item>(pk: string): Promise<Item | undefined> {
    // What decides a login or a token must not be an old state.
    const { Item } = await dynamo.send(
      new GetCommand({ TableName: table, Key: { pk }, ConsistentRead: true }),
    );
    return Item as Item | undefined;
  }

  function write(items: Items): Promise<unknown> {
    const TransactItems = items.map(({ item }) => ({
      Put: {
        TableName: table,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
      },
    }));
    return dynamo.send(new TransactWriteCommand({ TransactItems }));
  }

  /** What became of a write whose answer does not say it. */
  async function reread(items: Items): Promise<InsertResult | undefined> {
    for (const { clash, item } of items) {
      const found = await get<{ attempt_id?: string }>(item.pk);
      if (found) return found.attempt_id === item.attempt_id ? 'inserted' : clash;
    }
    return undefined;
  }

  async function insert(items: Items): Promise<InsertResult> {
    for (let attempt = 1; ; attempt++) {
      try {
        await write(items);
        return 'inserted';
      } catch (error) {
        const clash = clashOf(error, items);
        if (clash) return clash;
        if (!isContention(error) || attempt === MAX_ATTEMPTS) {
          const found = await reread(items);
          if (found) return found;
          throw error;
        }
        await wait(Math.random() * BACKOFF_MS * 2 ** attempt);
      }
    }
  }

  return {
    insert: (user, passwordHash, attemptId) =>
      callDependency(STORE, () => insert(toItems(user, passwordHash, attemptId))),
    async find(userId) {
      const item = await callDependency(STORE, () => get<UserItem>(userKey(userId)));
      return item && toUser(item);
    },
    async findCredentials(username) {
      const item = await callDependency(STORE, () => get<UsernameItem>(usernameKey(username)));
      return item && toCredentials(item);
    },
  };
}

/** The first item that was there already. Ours means that the first try went through and its answer was lost. */
function clashOf(error: unknown, items: Items): InsertResult | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  for (const [i, { clash, item }] of items.entries()) {
    const reason = error.CancellationReasons?.[i];
    if (reason?.Code !== 'ConditionalCheckFailed') continue;
    return reason.Item?.attempt_id?.S === item.attempt_id ? 'inserted' : clash;
  }
  return undefined;
}

/** Others wrote at the same time; nothing was written by us. */
function isContention(error: unknown): boolean {
  return (
    error instanceof TransactionCanceledException ||
    (error as Error).name === 'TransactionInProgressException'
  );
}
