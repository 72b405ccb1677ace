import { AwsError } from '#shared/aws/aws-error';
import { type Item, plainItem, type TypedItem } from './plain-item.ts';

interface Reason {
  /** Such as `ConditionalCheckFailed`; `None` for a part that was not the reason. */
  readonly code: string;
  /** The item as it stood, where the write asked for it. */
  readonly item: Item | undefined;
}

/**
 * Reads why a single write was refused.
 * @returns undefined for an error that is no condition that does not hold; else the item that made it fail, where the write asked for it
 */
export function failedCondition(error: unknown): { readonly item: Item | undefined } | undefined {
  if (!isNamed(error, 'ConditionalCheckFailedException')) return undefined;
  const { Item: item } = error.details as { readonly Item?: TypedItem };
  return { item: item && plainItem(item) };
}

/** Reads why a transaction was cancelled, part by part. @returns undefined for any other error */
export function cancellationReasons(error: unknown): readonly Reason[] | undefined {
  if (!isNamed(error, 'TransactionCanceledException')) return undefined;
  const { CancellationReasons: reasons = [] } = error.details as {
    readonly CancellationReasons?: readonly { readonly Code?: string; readonly Item?: TypedItem }[];
  };
  return reasons.map(({ Code: code = 'None', Item: item }) => ({ code, item: item && plainItem(item) }));
}

const isNamed = (error: unknown, name: string): error is AwsError =>
  error instanceof AwsError && error.name === name;
