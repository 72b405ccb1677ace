import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findOnPath } from '../host/binaries.ts';

const ANSWER_TIMEOUT_MS = 20_000;
const run = promisify(execFile);

const works = (...args: readonly string[]): Promise<boolean> =>
  run('docker', args, { timeout: ANSWER_TIMEOUT_MS }).then(
    () => true,
    () => false,
  );

export const hasDocker = (): boolean => findOnPath('docker') !== undefined;

/** Says in one clause why no container can be used; undefined if they can be. */
export async function whyNoContainers(): Promise<string | undefined> {
  if (!hasDocker()) return 'docker is not installed';
  if (!(await works('compose', 'version')))
    return 'docker has no compose plugin (Debian: docker-compose, Ubuntu and Docker: docker-compose-plugin)';
  if (!(await works('version', '--format', '{{.Server.Version}}')))
    return "Docker's daemon does not answer (`docker version` says why)";
  return undefined;
}
