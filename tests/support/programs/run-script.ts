import { execFile } from 'node:child_process';

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of the repository as npm would. */
export function runScript(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  return new Promise((ended) => {
    const env = { ...process.env, ...environment };
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) => {
      ended({ exitCode: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}
