import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import type { Newcomer } from './newcomer.ts';

const POLL_MS = 50;

/** A terminal in which one line runs until it is stopped. */
export class Terminal implements AsyncDisposable {
  output = '';
  readonly #process;
  readonly #exited: Promise<unknown>;

  constructor(line: string, { as }: Newcomer) {
    this.#process = spawn('bash', ['-c', line], { ...as, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#exited = once(this.#process, 'close');
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.output += stripVTControlCharacters(text);
      });
  }

  /**
   * Waits until it has printed this. Returns when, by `performance.now()`.
   * @throws Error with all that it printed
   */
  async until(text: string, timeoutMs: number): Promise<number> {
    const pattern = new RegExp(text);
    const deadlineMs = performance.now() + timeoutMs;
    while (!pattern.test(this.output)) {
      const { exitCode } = this.#process;
      if (exitCode !== null) throw new Error(`exit code ${exitCode}:\n${this.output}`);
      if (performance.now() > deadlineMs) throw new Error(`no "${text}":\n${this.output}`);
      await sleep(POLL_MS);
    }
    return performance.now();
  }

  async untilExit(): Promise<number | null> {
    await this.#exited;
    return this.#process.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      process.kill(-(this.#process.pid ?? 0), 'SIGKILL');
    } catch {
      // It has ended.
    }
    await this.#exited;
  }
}
