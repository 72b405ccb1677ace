import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startedAt } from '#local/host/process-identity';

const PREFIX = 'food-delivery-scenario-';
const OWNER = new RegExp(`^${PREFIX}(\\d+)-`);

/** Makes a temporary folder for the files of a run. Removes those of runs that were killed before they could. */
export async function makeRunFolder(): Promise<string> {
  const left = (await readdir(tmpdir())).filter((name) => {
    const owner = OWNER.exec(name)?.[1];
    return owner !== undefined && startedAt(Number(owner)) === undefined;
  });
  await Promise.all(left.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true })));
  return mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
}
