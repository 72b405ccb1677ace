import { createHash } from 'node:crypto';
import { DynamoFault } from '../fault.ts';
import type { Database } from './database.ts';

/** AWS: "a client request token is valid for 10 minutes after the first request that uses it is completed". */
const LIFE_MS = 10 * 60 * 1_000;

/** A transaction's ClientRequestToken and what came with it. */
export interface Token {
  readonly text: string;
  readonly digest: string;
  readonly atMs: number;
}

export function tokenOf(text: string, request: unknown, atMs: number): Token {
  const digest = createHash('sha256').update(JSON.stringify(request)).digest('base64');
  return { text, digest, atMs };
}

/**
 * Returns whether the transaction with this token is done already.
 * @throws DynamoFault if the same token came with another request
 */
export function isDone(database: Database, { text, digest, atMs }: Token): boolean {
  const known = database
    .sql('SELECT digest FROM tokens WHERE token = ? AND at_ms >= ?')
    .get(text, atMs - LIFE_MS);
  if (known && known.digest !== digest)
    throw new DynamoFault(
      'IdempotentParameterMismatchException',
      'The request uses the same client token as a previous, but non-identical request. Do not reuse a client token ' +
        'with different requests, unless the requests are identical',
    );
  return known !== undefined;
}

export function saveToken(database: Database, { text, digest, atMs }: Token): void {
  database.sql('DELETE FROM tokens WHERE at_ms < ?').run(atMs - LIFE_MS);
  database
    .sql('INSERT OR REPLACE INTO tokens (token, digest, at_ms) VALUES (?, ?, ?)')
    .run(text, digest, atMs);
}
