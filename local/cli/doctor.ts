import type { Environment } from '#shared/cli/settings';
import { BACKEND_NAMES } from '../services/backends.ts';
import { backend, dataFolder, nodeVersion, ports } from './findings.ts';
import { readEngineSettings } from './settings.ts';

/** Prints what this machine has and lacks, one line each. Returns 1 if something prevents a start. */
export async function doctor(env: Environment): Promise<number> {
  const settings = readEngineSettings(env);
  const findings = [
    nodeVersion(),
    ...BACKEND_NAMES.map((name) => backend(name, settings)),
    await dataFolder(settings),
    ...(await ports(settings)),
  ];
  for (const finding of findings) {
    process.stdout.write(`${finding.ok ? 'ok     ' : 'problem'}  ${finding.text}\n`);
  }
  return findings.every((finding) => finding.ok) ? 0 : 1;
}
