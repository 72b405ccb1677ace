import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { startedAt } from '#local/host/process-identity';
import { treeOf } from '#local/host/process-tree';

const PROGRAM = fileURLToPath(new URL('../../scenarios/main.ts', import.meta.url));
/** An engine that is just starting ends when it has started. */
const LONG_MS = 180_000;
const isAlive = (pid: number): boolean => startedAt(pid) !== undefined;

/** `npm run scenario -- …` as a process that can be ended in a phase of its run. */
export class Runner {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  #family: readonly number[] = [];

  /** @param folder for its temporary files */
  constructor(folder: string, ...words: readonly string[]) {
    this.#child = spawn(process.execPath, [PROGRAM, ...words], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const { stderr } = this.#child;
    if (stderr) createInterface(stderr).on('line', (line) => this.#lines.push(line));
  }

  /** Waits for a line of its progress, and for a child where it is to have one: a generator or a system. */
  async reached(line: string, { hasChild = true } = {}): Promise<void> {
    const seen = (): string => this.#lines.join('\n');
    const isOver = (): boolean => this.#child.exitCode !== null;
    await expect.poll(() => isOver() || seen().includes(line), { timeout: LONG_MS }).toBe(true);
    expect(seen()).toContain(line);
    if (hasChild) await expect.poll(() => this.#children().length).toBeGreaterThan(0);
    this.#family = this.#children();
  }

  /** @returns the exit code; null after SIGKILL */
  async end(signal: 'SIGINT' | 'SIGKILL'): Promise<number | null> {
    const exited = once(this.#child, 'exit');
    this.#child.kill(signal);
    const [code] = await exited;
    return code;
  }

  /** Waits for the end of every process that it had started when its phase was reached. */
  async isGone(): Promise<void> {
    await expect.poll(() => this.#family.filter(isAlive), { timeout: LONG_MS }).toEqual([]);
  }

  #children(): readonly number[] {
    const { pid = 0 } = this.#child;
    return (treeOf(pid, '/proc') ?? []).map((each) => each.pid).filter((each) => each !== pid);
  }
}
