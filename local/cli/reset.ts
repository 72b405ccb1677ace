import { stat } from 'node:fs/promises';
import type { Environment } from '#shared/cli/settings';
import { openDataDir } from '../host/data-dir.ts';
import { checkDataFolder } from '../host/data-folder.ts';
import { EngineError } from '../host/engine-error.ts';
import { LOCK_FILE } from '../host/sqlite-lock.ts';
import { removeOwnData } from '../services/remove-data-dir.ts';
import { readEngineSettings } from './settings.ts';

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Deletes all data, unless an engine is using it. */
export async function reset(env: Environment): Promise<number> {
  const { dataDir: folder } = readEngineSettings(env);
  const isThere = await stat(folder).then(
    () => true,
    (error: unknown) => !isMissing(error),
  );
  const content = isThere ? await checkDataFolder(folder) : [];
  if (content.length === 0) {
    process.stdout.write(`there is no data in ${folder}\n`);
    return 0;
  }
  // A wrong LOCAL_DATA_DIR must not delete a home folder.
  if (!content.includes(LOCK_FILE)) {
    throw new EngineError(
      `${folder} is not a data folder of the engine (no ${LOCK_FILE} in it); nothing was deleted`,
    );
  }
  // Opening fails while an engine runs, and ends processes that a killed engine left behind.
  await (await openDataDir(folder)).close();
  const kept = await removeOwnData(folder);
  const rest = kept.length === 0 ? '' : `, except for what is not the engine's: ${kept.join(', ')}`;
  process.stdout.write(`deleted ${folder}${rest}\n`);
  return 0;
}
