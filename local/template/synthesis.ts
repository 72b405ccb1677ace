import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { systemVariables } from '#shared/cli/foreign-variables';
import { EngineError } from '../host/engine-error.ts';
import type { ProcessRegistry } from '../runtime/environment.ts';
import { readAssembly } from './assembly.ts';
import type { StackTemplate } from './stack.ts';

const PROGRAM = fileURLToPath(new URL('./synthesise.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Builds outdated functions and synthesises the stacks. */
export async function synthesise(
  outdir: string,
  signal: AbortSignal,
  processes?: ProcessRegistry,
): Promise<readonly StackTemplate[]> {
  const child = spawn(process.execPath, [PROGRAM, outdir], {
    cwd: ROOT,
    // the validator inside CDK takes seconds, so only `npm run check` and deployments run it
    env: { ...systemVariables(), CDK_VALIDATION: 'false' },
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  const { pid } = child;
  const ended = new Promise((done) => child.once('exit', done));
  if (pid !== undefined) processes?.add(pid);
  const [problem, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]).finally(async () => {
    if (pid === undefined) return;
    await ended;
    processes?.remove(pid);
  });
  if (code !== 0)
    throw new EngineError(`The stacks cannot be synthesised: ${problem.trim() || `exit ${code}`}`);
  return readAssembly(outdir);
}
