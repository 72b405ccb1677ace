import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

export interface ProgramOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly logPath: string;
  /** Answers 200 once the program serves. */
  readonly healthUrl: string;
}

const READY_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 50;
const TAIL_CHARACTERS = 2_000;

/** A server on this machine that can be stopped, started again at the same place, and made to hang. */
export class Program implements AsyncDisposable {
  readonly #options: ProgramOptions;
  #child: ChildProcess | undefined;

  private constructor(options: ProgramOptions) {
    this.#options = options;
  }

  static async start(options: ProgramOptions): Promise<Program> {
    const program = new Program(options);
    await program.start();
    return program;
  }

  async start(): Promise<void> {
    const { command, args, environment, logPath } = this.#options;
    const log = openSync(logPath, 'a');
    const child = spawn(command, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.#child = child;
    await this.#untilReady(child);
  }

  /** Suspends the program, so that connections are accepted but not answered. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill('SIGCONT');
    child.kill(signal);
    await ended;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const { command, healthUrl, logPath } = this.#options;
    const deadline = performance.now() + READY_WITHIN_MS;
    while (!hasEnded(child) && performance.now() < deadline) {
      const answer = await fetch(healthUrl).catch(() => undefined);
      if (answer?.ok) return;
      await setTimeout(LOOK_EVERY_MS);
    }
    await this.stop('SIGKILL');
    throw new Error(`${command} does not serve: ${readFileSync(logPath, 'utf8').slice(-TAIL_CHARACTERS)}`);
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;
