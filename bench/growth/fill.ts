import { existsSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '#shared/cli/errors';
import { startSystem } from '../system.ts';
import { describeTables, fillDynamoDb } from './fill-dynamodb.ts';
import { fillPostgres } from './fill-postgres.ts';
import { type Population, populationOf } from './population.ts';

/** Bytes that a user with an order takes while the tables are filled; about half of them remain. */
const BYTES_EACH = 10_000;
const MIB = 1_048_576;

/** A stopped system that holds a population. */
export interface Filled {
  readonly dataDir: string;
  readonly population: Population;
}

/**
 * Makes a system that holds `size` users and orders, or finds the one that was made in this folder before.
 * @throws UserError where the disk has no room for it
 */
export async function fill(folder: string, size: number, say: (text: string) => void): Promise<Filled> {
  const dataDir = join(folder, `size-${size}`);
  const note = `${dataDir}.json`;
  if (existsSync(note)) return { dataDir, population: JSON.parse(readFileSync(note, 'utf8')) };
  checkRoom(folder, size);
  // of a run that did not come to its end
  rmSync(dataDir, { recursive: true, force: true });
  const population = populationOf(size, Date.now());
  say(`size ${size}: starting the system`);
  const tables = await startAndFillPostgres(dataDir, population, say);
  await fillDynamoDb(dataDir, tables, population, (text) => say(`size ${size}: ${text}`));
  writeFileSync(note, JSON.stringify(population));
  return { dataDir, population };
}

async function startAndFillPostgres(dataDir: string, population: Population, say: (text: string) => void) {
  await using system = await startSystem({ dataDir }, true);
  // the schema comes with the first call
  await fetch(`${system.urls.restaurant}/menus`);
  say(`size ${population.size}: filling PostgreSQL`);
  await fillPostgres(system.backends.postgres, population);
  return await describeTables(system);
}

function checkRoom(folder: string, size: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const [free, needed] = [bavail * bsize, size * BYTES_EACH];
  if (free >= needed) return;
  const inMib = (bytes: number): number => Math.ceil(bytes / MIB);
  throw new UserError(`size ${size} needs ${inMib(needed)} MiB in ${folder}, which has ${inMib(free)}`);
}
