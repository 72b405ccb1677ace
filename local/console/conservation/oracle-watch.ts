import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { systemVariables } from '#shared/cli/foreign-variables';
import type { ConservationFrame, Judged } from '#shared/console/conservation';
import { FRAMES_KEPT } from '#shared/console/frame';
import type { FrameSource } from '../frame-source.ts';
import { NowAndThen } from '../now-and-then.ts';

const PROGRAM = fileURLToPath(new URL('../../../oracle/watch/main.ts', import.meta.url));
const EVERY_MS = 2_000;
/** A reading that took long is followed by a pause of this many times its length: a tenth of the time at most. */
const PAUSE_FACTOR = 9;
/** Enough for some hundred thousand orders; beyond that the process ends, and the console says so. */
const MOST_HEAP_MB = 2_048;
/** A reading of many orders is older than the frames that are kept before the next one begins. */
const SHOWN_EVERY_FRAMES = FRAMES_KEPT / 3;

/** A reading takes as much of a store as of its own process, so one that takes longer is ended. */
const LONGEST_MS = 120_000;

const TOO_MANY = 'npm run oracle has no such limit.';
const ENDED = `The oracle ended before its verdict: it has ${MOST_HEAP_MB / 1_024} GB of memory here, enough for some hundred thousand orders. ${TOO_MANY}`;
const lateText = (ms: number): string =>
  `The oracle was ended after ${ms / 1_000} s without a verdict: the stores hold very many orders, or the machine is overloaded. ${TOO_MANY}`;

export interface OracleWatchOptions {
  /** Those that lead the oracle to the stores. */
  readonly variables: () => Readonly<Record<string, string>>;
  /** Ends the processes that are left, should this one be killed. */
  readonly processes: { add(pid: number): void; remove(pid: number): void };
}

/** Whether stock and money add up, by the oracle: in a process of its own, while the console is looked at. */
export class OracleWatch implements FrameSource, Disposable {
  readonly #options: OracleWatchOptions;
  readonly #program: string;
  readonly #longestMs: number;
  #limit: NodeJS.Timeout | undefined;
  #child: ChildProcess | undefined;
  readonly #frames = new NowAndThen(SHOWN_EVERY_FRAMES);
  #last: ConservationFrame | undefined;
  #askedMs = 0;
  #dueMs = 0;
  #isAsked = false;
  /** Whether the reading under way may be older than a change by hand. */
  #isHurried = false;

  constructor(options: OracleWatchOptions, { program = PROGRAM, longestMs = LONGEST_MS } = {}) {
    this.#options = options;
    this.#program = program;
    this.#longestMs = longestMs;
  }

  watch(isWatched: boolean): void {
    if (!isWatched) this[Symbol.dispose]();
  }

  /** Few frames have a reading: it is large, and seldom new. */
  read(nowMs: number): { readonly conservation?: ConservationFrame } {
    if (!this.#isAsked && nowMs >= this.#dueMs) this.#ask(nowMs);
    return this.#last && this.#frames.next() ? { conservation: this.#last } : {};
  }

  /** Something was changed by hand: the next reading need not wait. */
  hurry(): void {
    this.#isHurried = this.#isAsked;
    this.#dueMs = 0;
  }

  [Symbol.dispose](): void {
    this.#child?.kill('SIGKILL');
  }

  #ask(nowMs: number): void {
    this.#child ??= this.#start();
    this.#isAsked = true;
    this.#askedMs = nowMs;
    this.#child.send('judge', () => undefined);
    this.#limit = setTimeout(() => {
      this.#take({ problem: lateText(this.#longestMs) });
      this.#child?.kill('SIGKILL');
      this.#child = undefined;
    }, this.#longestMs).unref();
  }

  #start(): ChildProcess {
    const { variables, processes } = this.#options;
    const child = fork(this.#program, {
      execArgv: [`--max-old-space-size=${MOST_HEAP_MB}`],
      env: { ...systemVariables(), ...variables() },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const { pid } = child;
    if (pid !== undefined) processes.add(pid);
    child.on('message', (judged: Judged) => this.#take(judged));
    child.on('error', () => undefined);
    child.once('exit', (_, signal) => {
      if (pid !== undefined) processes.remove(pid);
      if (this.#child !== child) return;
      clearTimeout(this.#limit);
      this.#child = undefined;
      // this class kills it when the last page is closed
      if (this.#isAsked && signal !== 'SIGKILL') this.#take({ problem: ENDED });
      this.#isAsked = false;
    });
    return child;
  }

  #take(judged: Judged): void {
    const nowMs = Date.now();
    clearTimeout(this.#limit);
    this.#isAsked = false;
    // its process starts once, and that is no reading
    const tookMs = 'conservation' in judged ? judged.conservation.took_ms : nowMs - this.#askedMs;
    this.#dueMs = this.#isHurried ? 0 : nowMs + Math.max(EVERY_MS, tookMs * PAUSE_FACTOR);
    this.#isHurried = false;
    this.#last =
      'conservation' in judged
        ? { reading: judged.conservation }
        : { ...this.#last, problem: judged.problem };
    this.#frames.due();
  }
}
