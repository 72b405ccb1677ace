import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Engine } from '#local/engine/engine';
import type { EngineOptions } from '#local/engine/options';
import type { StoresSettings } from '#oracle/stores/settings';

const PROGRAM = fileURLToPath(new URL('./host.ts', import.meta.url));

/** Options that can be sent to another process. */
export type HostOptions = Pick<
  EngineOptions,
  | 'dynamodb'
  | 'environment'
  | 'freeze'
  | 'keepFaults'
  | 'log'
  | 'maxConcurrency'
  | 'openingStock'
  | 'redis'
  | 'telemetry'
> & {
  /** Remove the data folder where the process that started this one was killed. */
  readonly isTemporary?: true;
};

/** Addresses of a running system and of its stores. */
export interface HostedSystem {
  readonly urls: Engine['urls'];
  readonly stores: StoresSettings;
  /** Tables in which the services on DynamoDB count the hits of rules. */
  readonly hitsTables: readonly string[];
}

/** An engine in a process of its own, on free ports, with the shrunk limits of {@link quickEngine}. */
export class HostedEngine implements AsyncDisposable {
  readonly ready: HostedSystem;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, ready: HostedSystem) {
    this.#child = child;
    this.ready = ready;
  }

  /** @throws Error if the engine does not start */
  static async start(dataDir: string, options: HostOptions = {}): Promise<HostedEngine> {
    const child = fork(PROGRAM, [dataDir, JSON.stringify(options)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const failed = once(child, 'exit').then(([code]) => {
      throw new Error(`the engine ended while starting: ${code}`);
    });
    const [ready] = await Promise.race([once(child, 'message'), failed]);
    failed.catch(() => undefined);
    return new HostedEngine(child, ready as HostedSystem);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  async kill(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.send('stop');
    await ended;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}
