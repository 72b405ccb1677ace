import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../../functions/restaurant/adapters/migrations/', import.meta.url);

/** The SQL of each version of the schema, in order. */
export const MIGRATIONS: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.sql'))
  .sort()
  .map((file) => readFileSync(new URL(file, FOLDER), 'utf8'));
