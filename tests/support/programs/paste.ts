import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

const END = '--- end of a line ---';
const END_OF_LINE = `printf '%s' '${END}'`;

export interface Pasted {
  readonly line: string;
  readonly output: string;
  /** By `performance.now()`. */
  readonly endedMs: number;
}

/**
 * Runs lines in one shell, one after the other.
 * @throws Error with the line that failed, and what it printed
 */
export async function paste(lines: readonly string[], options: SpawnOptions = {}): Promise<Pasted[]> {
  const script = lines.map((line) => `${line}\n${END_OF_LINE}`).join('\n');
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pasted: Pasted[] = [];
  let output = '';
  let errors = '';
  shell.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    const ended = output.split(END);
    output = ended.pop() ?? '';
    const endedMs = performance.now();
    for (const each of ended) pasted.push({ line: lines[pasted.length] ?? '', output: each, endedMs });
  });
  shell.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = await once(shell, 'close');
  if (code === 0) return pasted;
  throw new Error(`exit code ${code}: ${lines[pasted.length]}\n${output}\n${errors}`);
}
