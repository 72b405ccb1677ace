import { callWith } from '#tests/support/engine/page-calls';
import { SCAN } from '#tests/support/engine/table-bench';
import type { Call } from './random-call.ts';

export interface ComparedAnswer {
  readonly status: number | undefined;
  readonly body: unknown;
}

/** Calls a DynamoDB and returns what two of them must agree on: all but the words of messages, and orders left open. */
export async function comparedAnswer(url: string, { action, input }: Call): Promise<ComparedAnswer> {
  const headers = { ...SCAN, 'x-amz-target': `DynamoDB_20120810.${action}` };
  const { status, body } = await callWith(url, headers, { body: JSON.stringify(input) });
  const parsed = JSON.parse(body);
  return { status, body: isInvalid(parsed) ? 'invalid' : comparable(parsed, action === 'Query') };
}

/** Dynoxide cancels a transaction for an invalid expression, where AWS refuses the whole request. */
function isInvalid({ __type, CancellationReasons = [] }: Answer): boolean {
  return (
    shortType(__type) === 'ValidationException' ||
    CancellationReasons.some(({ Code }) => Code === 'ValidationError')
  );
}
interface Answer {
  readonly __type?: string;
  readonly CancellationReasons?: readonly { readonly Code: string }[];
}

function comparable(value: unknown, isOrdered: boolean, name = ''): unknown {
  if (Array.isArray(value)) {
    const all = value.map((each) => comparable(each, isOrdered));
    const isOpen = /^(SS|NS|BS)$/.test(name) || (name === 'Items' && !isOrdered);
    return isOpen ? all.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : all;
  }
  if (typeof value !== 'object' || value === null) return name === '__type' ? shortType(value) : value;
  const kept = Object.entries(value).filter(([key]) => key.toLowerCase() !== 'message');
  const sorted = kept.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, each]) => [key, comparable(each, isOrdered, key)]));
}

const shortType = (type: unknown): string => String(type).replace(/^.*#/, '');
