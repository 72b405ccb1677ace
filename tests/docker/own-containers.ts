import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PORT_NUMBERS } from '#shared/ports';
import type { ServiceUrls } from '#tests/support/api/urls';
import { freePorts } from '#tests/support/free-ports';
import { ROOT } from '#tests/support/source-files';

const MAX_OUTPUT_BYTES = 100_000_000;
const run = promisify(execFile);

/** Runs `docker` in the root of the repository. @returns what it printed, without the last line break */
export async function docker(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const options = { cwd: ROOT, env: { ...process.env, ...env }, maxBuffer: MAX_OUTPUT_BYTES };
  const { stdout } = await run('docker', args, options);
  return stdout.trim();
}

const { engine: _, ...SERVED } = PORT_NUMBERS;
export const SERVED_NAMES = Object.keys(SERVED) as (keyof typeof SERVED)[];

/** Free ports for the services and the gateway, and as many more as `others` names. */
export async function ownPorts(...others: readonly string[]) {
  const numbers = await freePorts(SERVED_NAMES.length + others.length);
  const names = [...SERVED_NAMES.map((name) => name.toUpperCase()), ...others];
  const variables = Object.fromEntries(names.map((name, index) => [`${name}_PORT`, String(numbers[index])]));
  const urls = Object.fromEntries(
    SERVED_NAMES.map((name) => [name, `http://localhost:${variables[`${name.toUpperCase()}_PORT`]}`]),
  );
  // the names are those of the type
  return { variables, urls: urls as ServiceUrls };
}
