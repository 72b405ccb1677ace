import { type OwnSystem, startOwnSystem } from '#lab/own-system';
import { settledVerdict } from '#lab/settle';
import { judge } from '#oracle/judge';
import { DEFAULT_BOUNDS } from '#oracle/rule';
import type { Snapshot } from '#oracle/snapshot';
import type { Verdict } from '#oracle/verdict';
import { DYNAMODB } from '#tests/support/stores/dynamodb-choices';
import { ANSWERS } from '#tools/fault-docs/boundaries';
import { type Cell, serviceOf } from './cells.ts';
import { endRule, hitsOf, putRule } from './chaos-calls.ts';
import { brokenPromises } from './kept-promises.ts';
import { MixedLoad } from './mixed-load.ts';
import { type LoadWindow, RULE } from './window.ts';

const WARM_UP_MS = 1_000;
const RECOVERS_WITHIN_MS = 90_000;
/** Recovery comes 5 s after what it recovers; hits of an invocation are counted when it ends, after 20 s at most. */
const HITS_WITHIN_MS = 30_000;
/** For a rule that has not acted yet. */
const AGAIN_MS = 5_000;
/** Longer than copies of menus are kept. */
const COPIES_END_MS = 40_000;

/** What came of one window of load under some rules. */
export interface Trial {
  readonly name: string;
  readonly window: LoadWindow;
  /** By rule. */
  readonly hits: readonly number[];
  readonly recovered: boolean;
}

/** One thing that is wrong. */
export interface Finding {
  /** The trial whose order it is; undefined where that cannot be said. */
  readonly trial: string | undefined;
  /** A rule of the oracle, or {@link ANSWERS}. */
  readonly rule: string;
  readonly text: string;
}

/** A system of its own under load, for trials one after another. */
export class Laboratory implements AsyncDisposable {
  readonly trials: Trial[] = [];
  readonly startedMs = performance.now();
  readonly #system: OwnSystem;
  readonly #load: MixedLoad;

  private constructor(system: OwnSystem, load: MixedLoad) {
    this.#system = system;
    this.#load = load;
  }

  static async open(): Promise<Laboratory> {
    await using stack = new AsyncDisposableStack();
    const system = stack.use(await startOwnSystem({ dynamodb: DYNAMODB }));
    const load = await MixedLoad.prepare(system.urls);
    await load.run('no rule', WARM_UP_MS);
    await load.idle();
    stack.move();
    return new Laboratory(system, load);
  }

  /** Loads the system under a rule that acts on every call, until it has acted. */
  try(cell: Cell, ms: number): Promise<Trial> {
    return this.#try([cell], ms, {}, HITS_WITHIN_MS);
  }

  /** Loads the system under several rules that act on some calls. */
  tryTogether(
    cells: readonly Cell[],
    ms: number,
    odds: { percentage: number; seed: number },
  ): Promise<Trial> {
    return this.#try(cells, ms, odds, 0);
  }

  /** Ends the rules, and waits until an order is confirmed again. */
  async #try(cells: readonly Cell[], ms: number, odds: object, hitsWithinMs: number): Promise<Trial> {
    const name = cells.map((cell) => cell.name).join(' + ');
    const ids = cells.map((_, at) => `${RULE}${this.trials.length}-${at}`);
    const urls = cells.map(({ point }, at) => `${this.#load.urls[serviceOf(point)]}/chaos/${ids[at]}`);
    for (const [at, { rule }] of cells.entries()) await putRule(urls[at] ?? '', { ...rule, ...odds });
    const window = await this.#load.run(name, ms, ids);
    let hits = await Promise.all(urls.map((url) => hitsOf(url, hitsWithinMs)));
    if (hitsWithinMs > 0 && hits.includes(0)) {
      // environments that had to start first may have taken all the time
      await this.#load.runOn(window, AGAIN_MS);
      hits = await Promise.all(urls.map((url) => hitsOf(url, HITS_WITHIN_MS)));
    }
    window.isOver = true;
    for (const url of urls) await endRule(url);
    const recovered = await this.#load.recovers(window, RECOVERS_WITHIN_MS);
    const trial = { name, window, hits, recovered };
    this.trials.push(trial);
    return trial;
  }

  /** What is wrong after all trials, once everything is at rest. */
  async findings(): Promise<readonly Finding[]> {
    await this.#load.idle();
    const { results, snapshot } = await this.#verdict();
    const answers = this.#load.windows.flatMap((window) =>
      [...window.wrong, ...brokenPromises(window, snapshot)].map((text) => ({ trial: window.name, text })),
    );
    const dead = this.trials
      .filter(({ recovered }) => !recovered)
      .map(({ name }) => ({ trial: name, text: 'no order was confirmed afterwards' }));
    const stores = results.flatMap(({ rule, violations }) =>
      violations.map(({ subject, expected, found }) => ({
        trial: this.#trialOf(subject, snapshot),
        rule: rule.name,
        text: `${subject}: ${found} instead of ${expected}`,
      })),
    );
    return [...[...answers, ...dead].map((each) => ({ ...each, rule: ANSWERS })), ...stores];
  }

  /** Copies that missed an invalidation are gone when their time is over. */
  async #verdict(): Promise<Verdict> {
    const verdict = await settledVerdict(this.#system.stores);
    const isStale = verdict.results.some(
      ({ rule, violations }) => rule.name === 'caches' && violations.length > 0,
    );
    return isStale
      ? judge(this.#system.stores, { bounds: DEFAULT_BOUNDS, settleMs: COPIES_END_MS })
      : verdict;
  }

  #trialOf(subject: string, { orders }: Snapshot): string | undefined {
    const id = Number(/order[ :](\d+)/.exec(subject)?.[1]);
    const address = orders.get(id)?.address;
    const window = this.#load.windows.find(({ asked }) => asked.some((each) => each.address === address));
    return window?.name;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#system[Symbol.asyncDispose]();
  }
}
