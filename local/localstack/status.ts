import { EXIT } from '#shared/cli/program';
import { findComposed } from './compose.ts';
import { findRunning } from './daemon.ts';
import { findDeployment } from './deployment-id.ts';
import { printedAddresses } from './printed-addresses.ts';
import type { LocalStackSettings } from './settings.ts';

/** Prints the addresses of the running system. Returns 1 if none is running or nothing is deployed to it. */
export async function status(settings: LocalStackSettings): Promise<number> {
  const host = await findRunning(settings.dataDir);
  const running = host ?? (await findComposed(settings));
  if (!running) {
    process.stdout.write('nothing is running\n');
    return EXIT.no;
  }
  if ((await findDeployment(running.endpoint)) === undefined) {
    const up = `npm run localstack:up${host ? ' -- --host' : ''}`;
    process.stdout.write(
      `LocalStack runs at ${running.endpoint}, but nothing is deployed to it; run ${up}\n`,
    );
    return EXIT.no;
  }
  process.stdout.write(`${printedAddresses(running)}\n`);
  return EXIT.ok;
}
