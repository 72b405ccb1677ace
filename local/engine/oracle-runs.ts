import * as z from 'zod';
import { messageOf } from '#shared/error-message';
import type { Log } from '../host/log.ts';
import type { RunProgram } from './programs.ts';

const PROGRAM = 'oracle/main.ts';
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

export function createOracleRuns(runProgram: RunProgram, log: Pick<Log, 'warn'>): OracleRuns {
  const stop = new AbortController();
  let last: OracleRun | undefined;
  let dueMs = 0;
  let running: Promise<void> | undefined;
  let problem: string | undefined;

  async function run(beganMs: number): Promise<void> {
    try {
      const { stdout, stderr } = await runProgram(PROGRAM, ['--json'], stop.signal);
      if (stdout === '') throw new Error(stderr.trim() || 'the oracle printed nothing');
      const report = Report.parse(JSON.parse(stdout));
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
