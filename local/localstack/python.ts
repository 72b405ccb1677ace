import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EngineError } from '../host/engine-error.ts';

const run = promisify(execFile);
const VERSION = 'import sys, venv; print("%d.%d.%d" % sys.version_info[:3])';
const SUITABLE = /^3\.1[23]\./;

async function versionOf(python: string): Promise<string | undefined> {
  try {
    return (await run(python, ['-c', VERSION])).stdout.trim();
  } catch {
    return undefined;
  }
}

const installedByPyenv = (minor: string): string[] =>
  globSync(join(homedir(), '.pyenv', 'versions', `${minor}.*`, 'bin', 'python3'));

/**
 * Finds a Python that LocalStack 4.14 and its pinned packages support: 3.13, otherwise 3.12.
 * @param chosen the only Python to try
 * @param program name in the error message
 * @throws EngineError that lists the versions found
 */
export async function findPython(chosen?: string, program = 'LocalStack without Docker'): Promise<string> {
  const candidates = chosen
    ? [chosen]
    : ['python3.13', ...installedByPyenv('3.13'), 'python3.12', ...installedByPyenv('3.12'), 'python3'];
  const found: string[] = [];
  for (const python of candidates) {
    const version = await versionOf(python);
    if (version && SUITABLE.test(version)) return python;
    if (version) found.push(`${python} is ${version}`);
  }
  const seen = found.length > 0 ? found.join(', ') : `${chosen ?? 'python3'} cannot be run`;
  throw new EngineError(
    `${program} needs Python 3.12 or 3.13 with venv (${seen}); install one, or name it with LOCALSTACK_PYTHON`,
  );
}
