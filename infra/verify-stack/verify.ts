import { reportingProgress } from '#shared/cli/progress';
import { runDemoLoad } from './demo-load.ts';
import { runFirstOrder } from './first-order.ts';
import { CheckFailed } from './http.ts';
import { loadChecks } from './load-checks.ts';
import { readCounts } from './order-counts.ts';
import { readinessChecks } from './readiness-checks.ts';
import { type RunOptions, runChecks } from './runner.ts';
import type { Settings } from './settings.ts';

/** Tempo and Loki need half of that after their start. */
const READY_WITHIN_MS = 60_000;

/** @returns the exit code: 0 if everything that was sent has arrived */
export async function verifyStack(
  settings: Settings,
  write: RunOptions['write'],
  onWaiting: RunOptions['write'] = () => undefined,
): Promise<number> {
  const options = { withinMs: settings.withinMs, write, onWaiting };
  const readyWithinMs = Math.min(settings.withinMs, READY_WITHIN_MS);
  const notReady = await runChecks(readinessChecks(settings), { ...options, withinMs: readyWithinMs });
  if (notReady > 0) {
    write('Start what is missing: docker compose -f infra/docker-compose.yml up -d');
    return 1;
  }
  try {
    write('placing orders …');
    await runFirstOrder(settings);
    const before = await readCounts(settings);
    const load = await reportingProgress('placing orders', onWaiting, () => runDemoLoad(settings));
    const failed = await runChecks(loadChecks(settings, load, before), options);
    write(failed === 0 ? 'everything arrives' : `${failed} of the checks failed`);
    return failed === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error;
    write(`FAIL  the demo load: ${error.message}`);
    return 1;
  }
}
