import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EngineOptions } from '#local/engine/options';
import type { StoresSettings } from '#oracle/stores/settings';
import type { ServiceUrls } from '#tests/support/api/urls';

const PROGRAM = fileURLToPath(new URL('./host.ts', import.meta.url));

export type HostOptions = Pick<EngineOptions, 'keepFaults'>;

interface Ready {
  readonly urls: ServiceUrls;
  readonly stores: StoresSettings;
}

/** An engine in a process of its own. */
export class HostedEngine {
  readonly ready: Ready;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, ready: Ready) {
    this.#child = child;
    this.ready = ready;
  }

  static async start(dataDir: string, options: HostOptions = {}): Promise<HostedEngine> {
    const child = fork(PROGRAM, [dataDir, JSON.stringify(options)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const failed = once(child, 'exit').then(([code]) => {
      throw new Error(`the engine ended while starting: ${code}`);
    });
    const [ready] = await Promise.race([once(child, 'message'), failed]);
    failed.catch(() => undefined);
    return new HostedEngine(child, ready as Ready);
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
}
