import { readdir } from 'node:fs/promises';
import { openDataDir } from '../data-dir.ts';
import { EngineError } from '../errors.ts';
import { LOCK_FILE } from '../folder-lock.ts';
import { removeDataDir } from '../remove-data-dir.ts';
import { readSettings } from './settings.ts';

/** Deletes all data, unless an engine is using it. */
export async function reset(env: NodeJS.ProcessEnv): Promise<number> {
  const { dataDir: folder } = readSettings(env);
  const content = await readdir(folder).catch(() => undefined);
  if (content === undefined) {
    process.stdout.write(`there is no data in ${folder}\n`);
    return 0;
  }
  // A mistaken LOCAL_DATA_DIR must not cost someone their home folder.
  if (content.length > 0 && !content.includes(LOCK_FILE)) {
    throw new EngineError(
      `${folder} is not a data folder of the engine (no ${LOCK_FILE} in it); nothing was deleted`,
    );
  }
  // Opening it refuses while an engine runs, and ends what a killed one left running.
  await (await openDataDir(folder)).close();
  await removeDataDir(folder);
  process.stdout.write(`deleted ${folder}\n`);
  return 0;
}
