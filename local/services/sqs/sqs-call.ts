import type { IncomingMessage } from 'node:http';
import { parsedJson, readSqsInput } from './sqs-input.ts';
import { readQueryInput } from './sqs-query-input.ts';

/** One call of SQS' API, in either of its protocols. */
export interface SqsCall {
  readonly action: string;
  readonly isQuery: boolean;
  readonly text: string;
  readonly path: string;
}

const FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

export function callOf({ headers, url = '/' }: IncomingMessage, bytes: Buffer): SqsCall {
  const target = headers['x-amz-target'];
  const isQuery = target === undefined && FORM.test(headers['content-type'] ?? '');
  const text = bytes.toString();
  const action = isQuery
    ? (new URLSearchParams(text).get('Action') ?? '')
    : String(target).replace(/^AmazonSQS\./, '');
  return { action, isQuery, text, path: url.split('?', 1)[0] ?? '/' };
}

/** @throws SqsInputError that names the invalid field */
export function inputOf({ action, isQuery, text, path }: SqsCall): Record<string, unknown> {
  const given = isQuery ? readQueryInput(new URLSearchParams(text), path) : parsedJson(text);
  return readSqsInput(action, given);
}
