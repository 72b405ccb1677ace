import { allPoints } from '#stacks/points';
import { type Experiment, keyOf } from './experiment.ts';
import { type Finding, Findings, isOfLie } from './finding.ts';
import type { Form, Lab } from './forms/form.ts';
import { type Discovery, Frontier } from './frontier.ts';
import { isGrave, pairsOf } from './pairs.ts';
import { nameOf } from './place.ts';
import { Queue } from './queue.ts';
import type { Result } from './result.ts';
import { runBatch } from './run-batch.ts';

export interface ExploreOptions {
  readonly lab: Lab;
  readonly forms: readonly Form[];
  readonly clock: Clock;
  /** Draws the order of the pairs. */
  readonly seed: number;
  /** Ends with the first batch that finds something. */
  readonly stopsAtFinding: boolean;
  say(line: string): void;
}

/** Time that is left. */
export interface Clock {
  leftMs(): number;
}

export interface Exploration {
  readonly results: readonly Result[];
  readonly discoveries: readonly Discovery[];
  readonly findings: readonly Finding[];
  /** Experiments that there was no time for. */
  readonly unrun: readonly Experiment[];
}

/** The first request to a function is slow. */
const PLAIN_TIMES = 2;
const LARGEST_BATCH = 240;
const LARGEST_TO_STOP = 60;
const SETTLE_MS = 25_000;
/** Until it was measured. */
const FIRST_MS_EACH = 400;

export async function explore(options: ExploreOptions): Promise<Exploration> {
  const points = await allPoints();
  const run = new Run(options, new Frontier(points));
  await run.all(options.forms.flatMap((form) => Array.from({ length: PLAIN_TIMES }, () => plain(form))));
  const queue = new Queue();
  const pairs = () => pairsOf(run.results, points, run.done, options.seed);
  // What leads to new places comes first, so that they are known early; what a lie has broken stays broken.
  do {
    for (let next = run.takeNew(); next.length > 0; next = run.takeNew()) {
      await run.all(queue.sorted(next));
    }
    if (options.stopsAtFinding) await run.all(queue.takeLies());
    await run.all(pairs().filter(isGrave), run.needMs(queue.lies));
    await run.all([...run.takeMissed(), ...queue.takeOthers()], run.needMs(queue.lies));
    await run.all(run.takeMissed(), run.needMs(queue.lies));
    run.takeMissed();
  } while (run.hasNew && !run.isOver);
  await run.all(pairs(), run.needMs(queue.lies));
  await run.all(queue.takeLies());
  return run;
}

const plain = (form: Form): Experiment => ({ form, strikes: [], situation: [] });

class Run implements Exploration {
  readonly results: Result[] = [];
  readonly discoveries: Discovery[] = [];
  readonly findings: Finding[] = [];
  readonly unrun: Experiment[] = [];
  readonly #options: ExploreOptions;
  readonly #frontier: Frontier;
  readonly #findings = new Findings();
  #missed: Experiment[] = [];
  #fresh: Discovery[] = [];
  #msEach = FIRST_MS_EACH;

  constructor(options: ExploreOptions, frontier: Frontier) {
    this.#options = options;
    this.#frontier = frontier;
  }

  get isOver(): boolean {
    const { stopsAtFinding, clock } = this.#options;
    return (
      (stopsAtFinding && this.findings.some((finding) => !isOfLie(finding))) || clock.leftMs() < SETTLE_MS
    );
  }

  get hasNew(): boolean {
    return this.#fresh.length > 0;
  }

  /** The experiments at the places that were found since. */
  takeNew(): readonly Experiment[] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh.flatMap((discovery) => this.#frontier.strikes(discovery));
  }

  get done(): ReadonlySet<string> {
    return new Set(this.results.map(({ experiment }) => keyOf(experiment)));
  }

  /** The time that experiments will take. */
  needMs(count: number): number {
    return count === 0 ? 0 : SETTLE_MS + count * this.#msEach;
  }

  /** @param reserveMs time to leave */
  async all(experiments: readonly Experiment[], reserveMs = 0): Promise<void> {
    for (let at = 0; at < experiments.length; ) {
      const fitting = Math.floor((this.#options.clock.leftMs() - SETTLE_MS - reserveMs) / this.#msEach);
      if (this.isOver || fitting < 1) {
        this.unrun.push(...experiments.slice(at));
        return;
      }
      const batch = experiments.slice(
        at,
        at + Math.min(this.#options.stopsAtFinding ? LARGEST_TO_STOP : LARGEST_BATCH, fitting),
      );
      at += batch.length;
      await this.#batch(batch);
    }
  }

  /** Those that did not get to their calls: on a busy machine another call may have failed before. */
  takeMissed(): readonly Experiment[] {
    const missed = this.#missed;
    this.#missed = [];
    return missed;
  }

  async #batch(experiments: readonly Experiment[]): Promise<void> {
    const startedMs = performance.now();
    const { results, verdict } = await runBatch(this.#options.lab, experiments);
    const tookMs = performance.now() - startedMs;
    this.#msEach = Math.max(tookMs / experiments.length, 50);
    this.results.push(...results);
    this.#missed.push(...results.filter(({ isReached }) => !isReached).map(({ experiment }) => experiment));
    const fresh = this.#frontier.learn(results);
    this.#fresh.push(...fresh);
    this.discoveries.push(...fresh);
    const found = this.#findings.add(results, verdict);
    this.findings.push(...found);
    this.#say(results, fresh, found, tookMs);
  }

  #say(
    results: readonly Result[],
    fresh: readonly Discovery[],
    found: readonly Finding[],
    tookMs: number,
  ): void {
    const missed = results.filter(({ isReached }) => !isReached).length;
    const parts = [
      `${results.length} experiments in ${Math.round(tookMs / 1_000)} s`,
      ...(missed > 0 ? [`${missed} did not get to their call`] : []),
      ...(fresh.length > 0 ? [`${fresh.length} new places`] : []),
      ...(found.length > 0 ? [`${found.length} findings`] : []),
    ];
    this.#options.say(parts.join(', '));
    for (const { call, by } of fresh)
      this.#options.say(`  new: ${nameOf(call.place)}, by ${keyOf(by.experiment)}`);
    for (const { rule, text, suspects } of found) {
      const [suspect] = suspects;
      const who = suspects.length === 1 && suspect ? keyOf(suspect.experiment) : `one of ${suspects.length}`;
      this.#options.say(`  ${rule}: ${text} (${who})`);
    }
  }
}
