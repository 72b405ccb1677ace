import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The commit that the code is of, with a + where it was changed since; undefined outside of a clone. */
export async function currentCommit(): Promise<string | undefined> {
  const git = (...args: string[]): Promise<string> =>
    promisify(execFile)('git', args, { cwd: import.meta.dirname }).then(({ stdout }) => stdout.trim());
  try {
    const [commit, changes] = await Promise.all([
      git('rev-parse', '--short', 'HEAD'),
      git('status', '--porcelain'),
    ]);
    return changes === '' ? commit : `${commit}+`;
  } catch {
    return undefined;
  }
}
