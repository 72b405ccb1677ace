import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { InsertResult } from '../domain/user.ts';
import type { Items } from './user-items.ts';

/** The first item that existed already. If it is ours, the first try succeeded and its answer was lost. */
export function clashOf(error: unknown, items: Items): InsertResult | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  for (const [i, { clash, item }] of items.entries()) {
    const reason = error.CancellationReasons?.[i];
    if (reason?.Code !== 'ConditionalCheckFailed') continue;
    return reason.Item?.attempt_id?.S === item.attempt_id ? 'inserted' : clash;
  }
  return undefined;
}

/** Whether other writes came at the same time, so that ours wrote nothing. */
export function isContention(error: unknown): boolean {
  return (
    error instanceof TransactionCanceledException ||
    (error as Error).name === 'TransactionInProgressException'
  );
}
