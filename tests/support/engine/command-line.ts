import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { startedAt } from '#local/host/process-identity';
import { removeDataDir } from '#local/services/remove-data-dir';
import { temporaryFolder } from './service-bench.ts';

const MAIN = fileURLToPath(import.meta.resolve('#local/main'));
const START_TIMEOUT_MS = 90_000;
const ANY_PORT = {
  USER_PORT: '0',
  RESTAURANT_PORT: '0',
  ORDER_PORT: '0',
  GATEWAY_PORT: '0',
  ENGINE_PORT: '0',
};

/** The result of a command. */
export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** `start` as a process of its own, once it is ready. */
export interface Running {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly urls: Record<string, string>;
  readonly pids: readonly number[];
  readonly backends: Status['backends'];
}

/** The engine's commands, run by a test file in a home of its own; every process is ended after its test. */
export class CommandLine {
  home = '';
  dataDir = '';
  readonly #processes: ChildProcess[] = [];

  constructor() {
    beforeAll(async () => {
      this.home = await temporaryFolder();
      this.dataDir = join(this.home, 'data');
    });
    afterEach(() => this.#killAll());
    afterAll(async () => {
      await this.run(['reset']);
      await removeDataDir(this.home);
    });
  }

  run(args: readonly string[], variables: Record<string, string> = {}): Promise<Result> {
    return new Promise((done) => {
      const options = { env: { ...this.#environment, ...variables } };
      execFile(process.execPath, [MAIN, ...args], options, (error, out, err) => {
        done({ code: error ? Number(error.code) : 0, out, err });
      });
    });
  }

  async startEngine(variables: Record<string, string> = {}): Promise<Running> {
    const child = spawn(process.execPath, [MAIN, 'start'], {
      env: { ...this.#environment, ...ANY_PORT, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.killAfterTest(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        output += data;
      });
    }
    await expect.poll(() => output, { timeout: START_TIMEOUT_MS }).toContain('Ctrl-C stops everything');
    const urls = Object.fromEntries(
      [...output.matchAll(/^ {2}(User|Restaurant|Order|Gateway|Engine)\b.*?(http:\/\/\S+)/gm)].map(
        ([, name, url]) => [name, url],
      ),
    );
    const status: Status = JSON.parse(await (await fetch(String(urls.Engine))).text());
    return { process: child, output: () => output, urls, pids: pidsIn(status), backends: status.backends };
  }

  /** A process that has the folder open as an engine has, and ignores signals to stop. */
  async holdFolder(folder: string): Promise<ChildProcess> {
    const script = `import { openDataDir } from ${JSON.stringify(import.meta.resolve('#local/host/data-dir'))};
      process.on('SIGTERM', () => undefined);
      await openDataDir(${JSON.stringify(folder)});
      console.log('open');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.killAfterTest(child);
    await once(child.stdout, 'data');
    return child;
  }

  killAfterTest(child: ChildProcess): void {
    this.#processes.push(child);
  }

  get #environment(): NodeJS.ProcessEnv {
    return { ...process.env, LOCAL_DATA_DIR: this.dataDir, LOCAL_REDIS: 'builtin' };
  }

  async #killAll(): Promise<void> {
    for (const child of this.#processes.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
}

interface Status {
  readonly functions: Readonly<Record<string, { readonly pids: readonly number[] }>>;
  readonly backends: Readonly<Record<string, number>>;
}

function pidsIn({ functions, backends }: Status): number[] {
  return [...Object.values(functions).flatMap(({ pids }) => pids), ...Object.values(backends)];
}

/** Lists the processes that still run. */
export const alive = (pids: readonly number[]): number[] =>
  pids.filter((pid) => startedAt(pid) !== undefined);

/** The variable that points other commands at a running engine. */
export const enginePort = ({ urls }: Running): Record<string, string> => ({
  ENGINE_PORT: new URL(urls.Engine ?? '').port,
});
