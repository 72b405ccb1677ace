import { EXIT } from '#shared/cli/program';
import type { RunProgram } from './programs.ts';

/** Runs a program, and returns what it printed. Rejects with its reason where it failed. */
export async function printedBy(
  runProgram: RunProgram,
  program: string,
  args: readonly string[],
): Promise<string> {
  const { exitCode, stdout, stderr } = await runProgram(program, args);
  if (exitCode === EXIT.ok) return stdout;
  throw new Error(stderr.trim().replace(/^error: /, '') || `${program} printed nothing`);
}
