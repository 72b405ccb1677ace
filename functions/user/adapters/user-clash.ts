import { cancellationReasons } from '#shared/db/dynamo-refusals';
import type { InsertResult } from '../domain/user.ts';
import type { Items } from './user-items.ts';

/** The first item that existed already. If it is ours, the first try succeeded and its answer was lost. */
export function clashOf(error: unknown, items: Items): InsertResult | undefined {
  const reasons = cancellationReasons(error);
  for (const [i, { clash, item }] of items.entries()) {
    const reason = reasons?.[i];
    if (reason?.code !== 'ConditionalCheckFailed') continue;
    return reason.item?.attempt_id === item.attempt_id ? 'inserted' : clash;
  }
  return undefined;
}

/** Whether other writes came at the same time, so that ours wrote nothing. */
export function isContention(error: unknown): boolean {
  return (
    cancellationReasons(error) !== undefined || (error as Error).name === 'TransactionInProgressException'
  );
}
