import { ACCOUNT_ID, REGION } from '#local/runtime/variables';

/** A function as its callers name it. */
export interface FunctionName {
  /** Name in AWS, or key such as `order/place-order`. */
  readonly name: string;
  /** Version or alias. */
  readonly qualifier: string | undefined;
}

const PREFIX = /^(?:arn:aws[\w-]*:lambda:[\w-]+:)?(?:\d{12}:)?function:|^\d{12}:/;

/** Reads a name, a partial ARN or an ARN, each with a qualifier or without. */
export function readFunctionName(text: string): FunctionName {
  const bare = text.replace(PREFIX, '');
  const at = bare.indexOf(':');
  return at < 0
    ? { name: bare, qualifier: undefined }
    : { name: bare.slice(0, at), qualifier: bare.slice(at + 1) };
}

export const functionArn = (name: string): string =>
  name.startsWith('arn:') ? name : `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:${name}`;
