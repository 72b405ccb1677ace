import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { InsertResult } from '../domain/user.ts';
import type { Items } from './user-items.ts';

/** The first item that was there already. Ours means that the first try went through and its answer was lost. */
export function clashOf(error: unknown, items: Items): InsertResult | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  for (const [i, { clash, item }] of items.entries()) {
    const reason = error.CancellationReasons?.[i];
    if (reason?.Code !== 'ConditionalCheckFailed') continue;
    return reason.Item?.attempt_id?.S === item.attempt_id ? 'inserted' : clash;
  }
  return undefined;
}

/** Others wrote at the same time; nothing was written by us. */
export function isContention(error: unknown): boolean {
  return (
    error instanceof TransactionCanceledException ||
    (error as Error).name === 'TransactionInProgressException'
  );
}
