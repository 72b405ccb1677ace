import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { EngineStatus } from '#shared/cli/engine-status';
import { CannotRead } from './cannot-read.ts';

const TIMEOUT_MS = 5_000;
const Status = EngineStatus.pick({ dataDir: true, stores: true });
const Secrets = z.object({ databasePassword: z.string() });

/**
 * Reads the stores from the status of the engine at this address. The status lacks the database's password, which is read
 * from the engine's data folder.
 * @param missing the variables that would do instead, for the message
 * @param headers the engine's key, if it asks for one
 * @throws CannotRead
 */
export async function engineStores(
  origin: string,
  missing: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Record<string, string>> {
  const { dataDir, stores } = await statusOf(origin, missing, headers);
  const database = URL.parse(stores.DATABASE_URL ?? '');
  if (!database?.username || database.password) return stores;
  const password = await databasePassword(dataDir);
  if (password === undefined) return stores;
  database.password = password;
  return { ...stores, DATABASE_URL: database.href };
}

async function statusOf(
  origin: string,
  missing: string,
  headers: Readonly<Record<string, string>>,
): Promise<z.infer<typeof Status>> {
  let answer: unknown;
  try {
    answer = await (await fetch(origin, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) })).json();
  } catch (error) {
    throw new CannotRead(
      `no engine answers at ${origin}; start one with npm start, set ENGINE_PORT, or set ${missing}`,
      { cause: error },
    );
  }
  const status = Status.safeParse(answer);
  if (!status.success)
    throw new CannotRead(`what answers at ${origin} is not an engine that knows its stores`);
  return status.data;
}

async function databasePassword(dataDir: string): Promise<string | undefined> {
  try {
    return Secrets.parse(JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8'))).databasePassword;
  } catch {
    return undefined;
  }
}
