import { existsSync } from 'node:fs';
import type { Fixed, Hinted, Revealed, Started, Submitted } from '#drills/session/results';
import { EXIT } from '#shared/cli/program';
import type { DrillBody, DrillWork } from '#shared/console/drill';
import { messageOf } from '#shared/error-message';
import type { FrameSource } from '../frame-source.ts';
import { NowAndThen } from '../now-and-then.ts';
import { reportOfFix, reportOfReveal } from './drill-report.ts';
import { asOptions } from './drill-wish.ts';

interface Printed {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface DrillOptions {
  /** Runs `npm run drill -- …` against this engine. */
  readonly run: (words: readonly string[], signal?: AbortSignal) => Promise<Printed>;
  /** Is there while a drill is under way. */
  readonly sessionFile: string;
}

type Values = Readonly<Record<string, string | number | undefined>>;
type Named = DrillBody['answers'][number]['named'];

/** It may be large, so it stands in a frame when it has changed, and again after this many frames. */
const EVERY_FRAMES = 10;

/** One drill at a time, by the commands of `npm run drill`; what they say is what a trainee may know. */
export class DrillRun implements FrameSource, AsyncDisposable {
  readonly #options: DrillOptions;
  readonly #stop = new AbortController();
  #body: DrillBody | undefined;
  #working: Promise<void> | undefined;
  readonly #frames = new NowAndThen(EVERY_FRAMES);

  constructor(options: DrillOptions) {
    this.#options = options;
  }

  get isUnderWay(): boolean {
    const { state } = this.#body ?? {};
    return state === 'starting' || (state === 'running' && !this.#isOver);
  }

  get isBusy(): boolean {
    return this.#working !== undefined;
  }

  watch(): void {
    this.#frames.due();
  }

  read(): { readonly drill?: DrillBody } {
    if (this.#isOver) this.#change({ state: 'over' });
    return this.#body && this.#frames.next() ? { drill: this.#body } : {};
  }

  /** Its time is over, or another program ended it. */
  get #isOver(): boolean {
    return this.#body?.state === 'running' && !this.isBusy && !existsSync(this.#options.sessionFile);
  }

  start(level: number, values: Values): void {
    this.#body = { state: 'starting', level, hints: [], answers: [], is_located: false };
    this.#work<Started>('start', asOptions({ level, ...values }), ({ started_at, expires_at }) => ({
      state: 'running',
      started_at_ms: Date.parse(started_at),
      expires_at_ms: Date.parse(expires_at),
    }));
  }

  hint(): void {
    this.#work<Hinted>('hint', [], ({ hint, cost }, { hints }) => ({ hints: [...hints, { hint, cost }] }));
  }

  submit(named: Named): void {
    this.#work<Submitted>('submit', asOptions(named), ({ grades, is_located }, { answers }) => ({
      answers: [...answers, { named, grades }],
      is_located,
    }));
  }

  fix(remedy: string | undefined): void {
    this.#work<Fixed>('fix', asOptions({ remedy }), async (fixed) =>
      fixed.is_fixed ? { state: 'ended', report: await reportOfFix(fixed) } : { problem: fixed.reason },
    );
  }

  reveal(): void {
    this.#work<Revealed>('reveal', [], (revealed) => ({
      state: 'ended',
      report: reportOfReveal(revealed),
    }));
  }

  /** A drill that was started here ends with the engine. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#working;
    if (this.#body?.state === 'running') await this.#options.run(['reveal', '--json']).catch(() => undefined);
  }

  #work<Result>(
    work: DrillWork,
    words: readonly string[],
    after: (result: Result, before: DrillBody) => Partial<DrillBody> | Promise<Partial<DrillBody>>,
  ): void {
    const { problem: _, ...rest } = this.#body as DrillBody;
    this.#body = { ...rest, work };
    this.#frames.due();
    this.#working = this.#run(work, words, after).finally(() => {
      this.#working = undefined;
    });
  }

  async #run<Result>(
    work: DrillWork,
    words: readonly string[],
    after: (result: Result, before: DrillBody) => Partial<DrillBody> | Promise<Partial<DrillBody>>,
  ): Promise<void> {
    let changed: Partial<DrillBody>;
    try {
      const { exitCode, stdout, stderr } = await this.#options.run(
        [work, ...words, '--json'],
        this.#stop.signal,
      );
      // an answer that is not right is an answer
      if (exitCode !== EXIT.ok && exitCode !== EXIT.no)
        throw new Error(stderr.trim().replace(/^error: /, '') || `the drill ended with ${exitCode}`);
      changed = await after(JSON.parse(stdout) as Result, this.#body as DrillBody);
    } catch (error) {
      changed = { problem: messageOf(error), ...(work === 'start' && { state: 'refused' }) };
    }
    const { work: _, ...rest } = this.#body as DrillBody;
    this.#body = rest;
    this.#change(changed);
  }

  #change(changed: Partial<DrillBody>): void {
    this.#body = { ...(this.#body as DrillBody), ...changed };
    this.#frames.due();
  }
}
