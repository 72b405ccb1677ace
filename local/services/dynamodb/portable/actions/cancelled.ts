import { DynamoFault } from '../fault.ts';

/** An element of CancellationReasons. */
export type Reason = Readonly<Record<string, unknown>> & { readonly Code: string };

const CODES: Readonly<Record<string, string>> = {
  ConditionalCheckFailedException: 'ConditionalCheckFailed',
  ValidationException: 'ValidationError',
};

export const reasonOf = ({ type, message, members }: DynamoFault): Reason => ({
  Code: CODES[type] ?? type,
  Message: message,
  ...members,
});

/** @param reasons one for each write; undefined for a write that could have been made */
export function cancelled(reasons: readonly (Reason | undefined)[]): DynamoFault {
  const all = reasons.map((reason) => reason ?? { Code: 'None' });
  const codes = all.map(({ Code }) => Code).join(', ');
  return new DynamoFault(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: all },
  );
}
