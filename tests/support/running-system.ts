import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import { HAS_PROC } from '#local/host/process-facts';
import { commandLine, parentOf, startedAt } from '#local/host/process-identity';
import { removeDataDir } from '#local/services/remove-data-dir';
import type { ServiceUrls } from './api/urls.ts';
import { freePorts } from './free-ports.ts';

const PORT_VARIABLES = ['USER_PORT', 'RESTAURANT_PORT', 'ORDER_PORT', 'GATEWAY_PORT', 'ENGINE_PORT'] as const;
type Ports = Readonly<Record<(typeof PORT_VARIABLES)[number], number>>;

/** A folder and five ports for one or more starts. */
export interface Place {
  readonly dataDir: string;
  readonly ports: Ports;
  readonly urls: ServiceUrls;
}

export async function newPlace(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'food-delivery-'));
  onTestFinished(() => removeDataDir(dataDir));
  const numbers = await freePorts(PORT_VARIABLES.length);
  const ports = Object.fromEntries(PORT_VARIABLES.map((name, i) => [name, numbers[i]])) as Ports;
  const at = (port: number): string => `http://localhost:${port}`;
  const urls = {
    user: at(ports.USER_PORT),
    restaurant: at(ports.RESTAURANT_PORT),
    order: at(ports.ORDER_PORT),
    gateway: at(ports.GATEWAY_PORT),
  };
  return { dataDir, ports, urls };
}

/** `npm start`, as a terminal would run it: a process group that Ctrl-C reaches as a whole. */
export class RunningSystem {
  readonly child: ChildProcess;
  output = '';
  readonly #exited: Promise<unknown>;

  /** @param output a descriptor for what it prints, in place of {@link output} */
  constructor(
    { dataDir, ports }: Place,
    variables: Readonly<Record<string, string>> = {},
    output: number | 'pipe' = 'pipe',
    [command = '', ...args]: readonly string[] = ['npm', 'start'],
  ) {
    const env: NodeJS.ProcessEnv = { ...process.env, ...variables, LOCAL_DATA_DIR: dataDir };
    for (const [name, port] of Object.entries(ports)) env[name] ??= String(port);
    this.child = spawn(command, args, { env, detached: true, stdio: ['ignore', output, output] });
    this.#exited = once(this.child, 'exit');
    const listen = (chunk: Buffer): void => {
      this.output += chunk;
    };
    this.child.stdout?.on('data', listen);
    this.child.stderr?.on('data', listen);
    onTestFinished(() => this.#signal('SIGKILL'));
  }

  async untilReady(url: string): Promise<void> {
    const answers = (): Promise<boolean> =>
      fetch(url).then(
        ({ ok }) => ok,
        () => false,
      );
    await expect.poll(answers, { timeout: 60_000, message: this.output }).toBe(true);
  }

  async untilExit(): Promise<number | null> {
    await this.#exited;
    return this.child.exitCode;
  }

  async pressCtrlC(): Promise<void> {
    this.#signal('SIGINT');
    await this.untilExit();
  }

  /** The engine alone, as the kernel would when memory runs out. */
  async killEngine(): Promise<void> {
    const engine = (await this.processes()).find(({ command }) =>
      /^node .*local\/main\.ts start/.test(command),
    );
    if (!engine) throw new Error('no engine is running');
    process.kill(engine.pid, 'SIGKILL');
    await this.untilExit();
  }

  /** Everything that descends from `npm start`. */
  async processes(): Promise<{ pid: number; command: string }[]> {
    const all = await runningProcesses();
    const ours = new Set([this.child.pid]);
    for (let before = 0; before !== ours.size; ) {
      before = ours.size;
      for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid);
    }
    return all.filter(({ pid }) => ours.has(pid));
  }

  #signal(signal: NodeJS.Signals): void {
    try {
      process.kill(-(this.child.pid ?? 0), signal);
    } catch {
      // The process has already ended.
    }
  }
}

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

async function runningProcesses(): Promise<Running[]> {
  return (await allPids()).map(running).filter((one) => one !== undefined);
}

async function allPids(): Promise<number[]> {
  if (HAS_PROC) return (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=']);
  return stdout.trim().split('\n').map(Number);
}

function running(pid: number): Running | undefined {
  if (startedAt(pid) === undefined) return undefined;
  return { pid, parent: parentOf(pid) ?? 0, command: commandLine(pid) ?? '' };
}

export async function stillRunning(pids: readonly number[]): Promise<Running[]> {
  return (await runningProcesses()).filter(({ pid }) => pids.includes(pid));
}

export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
