import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { systemVariables } from '#shared/cli/foreign-variables';
import { FRAMES_KEPT } from '#shared/console/frame';
import type { ScenarioRunBody } from '#shared/console/scenarios';
import { RunRecord } from './run-record.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PROGRAM = 'scenarios/main.ts';
const REPORT = 'report.html';
/** As long as frames are kept. */
const KEPT_MS = FRAMES_KEPT * 1_000;
const MOST_RUNS = 20;

const Report = z.object({
  verdict: z.enum(['PASS', 'FAIL', 'INCONCLUSIVE', 'ABORTED']),
  sentence: z.string(),
});

export interface ScenarioOptions {
  /** Those that lead programs to this engine and its stores; `ENGINE_PORT` is one of them. */
  readonly variables: () => Readonly<Record<string, string>>;
  /** Ends the processes that are left, should this one be killed. */
  readonly processes: { add(pid: number): void; remove(pid: number): void };
  /** Where the report of the last run is kept. */
  readonly reportFolder: string;
}

/**
 * Runs one scenario at a time against this engine, as `npm run scenario -- NAME --target …` does. It goes on when the page is closed,
 * and ends with the engine.
 */
export class ScenarioRun implements AsyncDisposable {
  readonly #options: ScenarioOptions;
  #child: ChildProcess | undefined;
  #ended: Promise<void> | undefined;
  /** The last run, and those before it that the frames that are kept may be of. Oldest first. */
  #records: readonly RunRecord[] = [];

  constructor(options: ScenarioOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** The last run; undefined before the first. */
  get body(): ScenarioRunBody | undefined {
    return this.bodyAt(Number.POSITIVE_INFINITY);
  }

  /** The last run that had begun by an instant, as it was then; undefined where none is kept. */
  bodyAt(untilMs: number): ScenarioRunBody | undefined {
    const record = this.#records.findLast(({ startedMs }) => startedMs <= untilMs);
    const body = record?.at(untilMs);
    if (!body) return undefined;
    return { ...body, ...(record === this.#last && body.state === 'ended' && { has_report: true }) };
  }

  get #last(): RunRecord | undefined {
    return this.#records.at(-1);
  }

  /** Begins a run, where none is under way. */
  start(name: string): void {
    const { variables, processes, reportFolder } = this.#options;
    // the report of a run before must not stand for this one
    rmSync(reportFolder, { recursive: true, force: true });
    const given = variables();
    const target = `http://127.0.0.1:${given.ENGINE_PORT}`;
    const child = spawn(process.execPath, [PROGRAM, name, '--target', target, '--report', reportFolder], {
      cwd: ROOT,
      env: { ...systemVariables(), ...given },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const record = new RunRecord(name);
    const isKept = ({ endedMs }: RunRecord): boolean =>
      endedMs === undefined || endedMs > Date.now() - KEPT_MS;
    this.#records = [...this.#records.filter(isKept).slice(1 - MOST_RUNS), record];
    const say = (line: string): void => {
      if (line.trim() !== '') record.say(line);
    };
    child.on('error', ({ message }) => say(message));
    for (const stream of [child.stderr, child.stdout]) {
      createInterface({ input: stream }).on('line', say);
    }
    const { pid } = child;
    if (pid !== undefined) processes.add(pid);
    this.#ended = this.#end(child, record).finally(() => {
      if (pid !== undefined) processes.remove(pid);
    });
  }

  /** Asks the run to end: it takes its faults away, and reports as far as it came. */
  stop(): void {
    if (!this.#child) return;
    this.#last?.ending();
    this.#child.kill('SIGTERM');
  }

  /** The report of the last run as a page. @returns undefined where there is none */
  async report(): Promise<string | undefined> {
    if (!this.body?.has_report) return undefined;
    return await readFile(join(this.#options.reportFolder, REPORT), 'utf8').catch(() => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#ended;
  }

  async #end(child: ChildProcess, record: RunRecord): Promise<void> {
    await once(child, 'close').catch(() => undefined);
    const path = join(this.#options.reportFolder, 'report.json');
    const verdict = await readFile(path, 'utf8').then(
      (text) => Report.parse(JSON.parse(text)),
      () => undefined,
    );
    this.#child = undefined;
    record.end(verdict);
  }
}
