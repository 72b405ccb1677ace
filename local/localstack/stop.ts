import { existsSync } from 'node:fs';
import { EXIT } from '#shared/cli/program';
import { checkDataFolder } from '../host/data-folder.ts';
import { removeOwnData } from '../services/remove-data-dir.ts';
import { composeDown, composeReset } from './compose.ts';
import { stopDaemon } from './daemon.ts';
import { hasDocker, whyNoContainers } from './docker.ts';
import type { LocalStackSettings } from './settings.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Stops the system without Docker, and the containers unless `host` leaves Docker out. */
export async function down(settings: LocalStackSettings, host: boolean): Promise<number> {
  const isStopped = await stopDaemon(settings.dataDir);
  const why = host ? undefined : await whyNoContainers();
  const areRemoved = !host && why === undefined && (await composeDown(settings));
  if (isStopped || areRemoved) say('stopped');
  else say(why !== undefined && hasDocker() ? `nothing is running; ${why}` : 'nothing is running');
  return EXIT.ok;
}

/** The same, and deletes the data of both. */
export async function reset(settings: LocalStackSettings, host: boolean): Promise<number> {
  const { dataDir } = settings;
  if (await stopDaemon(dataDir)) say('stopped');
  const why = host ? undefined : await whyNoContainers();
  if (!host && why === undefined) await composeReset(settings);
  if (existsSync(dataDir)) {
    await checkDataFolder(dataDir);
    await removeOwnData(dataDir);
  }
  say(`deleted ${dataDir}`);
  if (why !== undefined && hasDocker()) say(`containers and volumes are left as they were: ${why}`);
  return EXIT.ok;
}
