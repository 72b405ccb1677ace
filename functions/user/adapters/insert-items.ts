import { setTimeout as wait } from 'node:timers/promises';
import type { InsertResult } from '../domain/user.ts';
import { clashOf, isContention } from './user-clash.ts';
import type { Items } from './user-items.ts';
import type { UserTable } from './user-table.ts';

const MAX_ATTEMPTS = 6;
const BACKOFF_MS = 20;

/** Puts all of them or none, and tries again while others write the same items. */
export async function insertItems(table: UserTable, items: Items): Promise<InsertResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      await table.write(items);
      return 'inserted';
    } catch (error) {
      const clash = clashOf(error, items);
      if (clash) return clash;
      if (!isContention(error) || attempt === MAX_ATTEMPTS) {
        const found = await reread(table, items);
        if (found) return found;
        throw error;
      }
      await wait(Math.random() * BACKOFF_MS * 2 ** attempt);
    }
  }
}

/** Reads the result of a write whose answer does not show it. */
async function reread({ get }: UserTable, items: Items): Promise<InsertResult | undefined> {
  for (const { clash, item } of items) {
    const found = await get<{ attempt_id?: string }>(item.pk);
    if (found) return found.attempt_id === item.attempt_id ? 'inserted' : clash;
  }
  return undefined;
}
