import { LOCK_COLUMNS } from './lock-waits.ts';
import type { Postgres } from './postgres.ts';
import type { Statement } from './statement.ts';

export async function onlyRow<Row>(postgres: Postgres, statement: Statement): Promise<Row> {
  const [row] = await postgres.query<Row>(statement);
  if (row === undefined) throw new Error(`${statement.name} returned no row`);
  return row;
}

/** Each of the functions also returns when it waited for locks. */
export function call(signature: string, columns: string): Statement {
  const procedure = signature.slice(0, signature.indexOf('('));
  const text = `SELECT ${columns}, ${LOCK_COLUMNS} FROM ${signature}`;
  return { name: procedure, text, procedure };
}
