import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { systemVariables } from '#shared/cli/foreign-variables';
import { messageOf } from '#shared/error-message';
import type { Log } from '../host/log.ts';
import type { ProcessRegistry } from '../runtime/environment.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../oracle/main.ts', import.meta.url));
/** It reads every order, and takes a process for that. */
const EVERY_MS = 5_000;

const Report = z.object({ rules: z.array(z.object({ name: z.string(), holds: z.boolean() })) });

interface OracleRun {
  /** Milliseconds since 1970. */
  readonly beganMs: number;
  /** Names of the invariants that are violated. */
  readonly violated: readonly string[];
}

/** Runs the oracle while somebody asks, as a program of its own: the engine goes on serving while it judges. */
export interface OracleRuns extends AsyncDisposable {
  /** Begins a run where one is due. */
  ask(nowMs: number): void;
  /** The last one that could read the stores. */
  readonly last: OracleRun | undefined;
}

/** @param variables those that lead the oracle to the stores */
export function createOracleRuns(
  variables: Readonly<Record<string, string>>,
  processes: ProcessRegistry,
  log: Pick<Log, 'warn'>,
): OracleRuns {
  const stop = new AbortController();
  let last: OracleRun | undefined;
  let dueMs = 0;
  let running: Promise<void> | undefined;
  let problem: string | undefined;

  async function run(beganMs: number): Promise<void> {
    try {
      const report = Report.parse(JSON.parse(await judge(variables, stop.signal, processes)));
      last = { beganMs, violated: report.rules.filter(({ holds }) => !holds).map(({ name }) => name) };
      problem = undefined;
    } catch (error) {
      const now = messageOf(error);
      if (!stop.signal.aborted && now !== problem) log.warn(`stop_when.oracle cannot be evaluated: ${now}`);
      problem = now;
    }
  }
  return {
    ask(nowMs) {
      if (running || nowMs < dueMs || stop.signal.aborted) return;
      dueMs = nowMs + EVERY_MS;
      running = run(nowMs).finally(() => {
        running = undefined;
      });
    },
    get last() {
      return last;
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

/** @returns what the oracle prints. Rejects where it cannot judge. */
async function judge(
  variables: Readonly<Record<string, string>>,
  signal: AbortSignal,
  processes: ProcessRegistry,
): Promise<string> {
  const child = spawn(process.execPath, [PROGRAM, '--json'], {
    cwd: ROOT,
    env: { ...systemVariables(), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  const { pid } = child;
  if (pid !== undefined) processes.add(pid);
  const ended = new Promise<void>((done, failed) => {
    child.once('exit', () => done());
    // An abort is an error too, before the process has ended.
    child.once('error', (error) => pid === undefined && failed(error));
  });
  const [report, reason] = await Promise.all([text(child.stdout), text(child.stderr), ended]).finally(() => {
    if (pid !== undefined) processes.remove(pid);
  });
  if (report === '') throw new Error(reason.trim() || 'the oracle printed nothing');
  return report;
}
