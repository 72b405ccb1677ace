import { EXIT } from '#shared/cli/program';
import { composeUp } from './compose.ts';
import { findRunning, startDaemon } from './daemon.ts';
import { deploy } from './deploy.ts';
import { findDeployment } from './deployment-id.ts';
import { ensureFirstData } from './first-data.ts';
import { printedAddresses } from './printed-addresses.ts';
import type { LocalStackSettings } from './settings.ts';

const MS_PER_SECOND = 1_000;

function onProgress(text: string): void {
  const seconds = `${(performance.now() / MS_PER_SECOND).toFixed(1)} s`;
  process.stdout.write(`${seconds.padStart(8)}  ${text}\n`);
}

/** Starts LocalStack if it does not run, deploys to it and prints its addresses. */
export async function up(settings: LocalStackSettings, host: boolean): Promise<number> {
  const started = host
    ? ((await findRunning(settings.dataDir)) ?? (await startDaemon(settings, onProgress)))
    : await composeUp(settings);
  if ((await findDeployment(started.endpoint)) === undefined)
    onProgress('nothing is deployed to this LocalStack yet; it keeps no deployment when it is started again');
  await deploy({ ...started, dataDir: settings.dataDir, onProgress });
  const isNew = await ensureFirstData(started);
  onProgress(isNew ? 'new deployment: stock is seeded again' : 'known deployment: its data is kept');
  process.stdout.write(`\n${printedAddresses(started)}\n`);
  return EXIT.ok;
}
