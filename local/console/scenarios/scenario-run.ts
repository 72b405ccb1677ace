import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { systemVariables } from '#shared/cli/foreign-variables';
import type { ScenarioRunBody } from '#shared/console/scenarios';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PROGRAM = 'scenarios/main.ts';
const REPORT = 'report.html';
/** Enough for every second of the longest scenario, and its report. */
const LINES_KEPT = 400;

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
  #body: ScenarioRunBody | undefined;

  constructor(options: ScenarioOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** The last run; undefined before the first. */
  get body(): ScenarioRunBody | undefined {
    return this.#body;
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
    this.#body = { name, state: 'running', lines: [] };
    child.on('error', ({ message }) => this.#say(message));
    for (const stream of [child.stderr, child.stdout]) {
      createInterface({ input: stream }).on('line', (line) => this.#say(line));
    }
    const { pid } = child;
    if (pid !== undefined) processes.add(pid);
    this.#ended = this.#end(child).finally(() => {
      if (pid !== undefined) processes.remove(pid);
    });
  }

  /** Asks the run to end: it takes its faults away, and reports as far as it came. */
  stop(): void {
    if (!this.#child || !this.#body) return;
    this.#body = { ...this.#body, state: 'ending' };
    this.#child.kill('SIGTERM');
  }

  /** The report of the last run as a page. @returns undefined where there is none */
  async report(): Promise<string | undefined> {
    if (this.#body?.state !== 'ended') return undefined;
    return await readFile(join(this.#options.reportFolder, REPORT), 'utf8').catch(() => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#ended;
  }

  #say(line: string): void {
    if (!this.#body || line.trim() === '') return;
    this.#body = { ...this.#body, lines: [...this.#body.lines, line].slice(-LINES_KEPT) };
  }

  async #end(child: ChildProcess): Promise<void> {
    await once(child, 'close').catch(() => undefined);
    const path = join(this.#options.reportFolder, 'report.json');
    const verdict = await readFile(path, 'utf8').then(
      (text) => Report.parse(JSON.parse(text)),
      () => undefined,
    );
    this.#child = undefined;
    if (!this.#body) return;
    this.#body = { ...this.#body, state: verdict ? 'ended' : 'refused', ...(verdict && { verdict }) };
  }
}
