import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { objections, settledVerdict } from '#lab/settle';
import { holdSystem } from '#scenarios/run/hold-system';
import type { Target } from '#scenarios/run/running-target';
import { bringToStartState } from '#scenarios/run/start-state';
import { openTarget } from '#scenarios/run/target';
import { engineKeyHeaders } from '#shared/cli/engine-key';
import { UserError } from '#shared/cli/errors';
import { readSettings } from '#shared/cli/settings';
import { PORT_NUMBERS } from '#shared/ports';
import { port } from '#shared/settings/kinds';
import { allPoints } from '#stacks/points';
import { chaosApi } from '#tools/chaos/chaos-api';
import { engineUrls } from '#tools/engine-urls';
import { type Drawn, drawDrill } from '../draw.ts';
import type { Remedy } from '../remedies.ts';
import type { Answer, Grades } from '../score/answer.ts';
import { gradesOf } from '../score/grade.ts';
import { hintsOf } from '../score/hints.ts';
import { type Key, keyOf } from '../score/key.ts';
import { COSTS } from '../score/points.ts';
import { better, type Doings, isLocated, scoreOf } from '../score/score.ts';
import type { Fixed, Hinted, Revealed, Solution, Started, Submitted } from '../session/results.ts';
import { sealedRules } from '../session/sealed-rules.ts';
import { type BackgroundLoad, startBackgroundLoad } from './background-load.ts';
import type { Begin } from './messages.ts';
import { PlantedRules } from './planted-rules.ts';

const MS_PER_MINUTE = 60_000;
/** Below the five minutes that a client waits for an answer. */
const SETTLE_MS = 180_000;
const HOLDER = { what: 'a drill', end: 'npm run drill -- reveal' };
const EnginePort = z.object({ ENGINE_PORT: port.default(PORT_NUMBERS.engine) });

/** A drill under way: the system, the load, the sealed rules, and what the trainee did. */
export class DrillSession implements AsyncDisposable {
  readonly started: Started;
  readonly #target: Target;
  readonly #load: BackgroundLoad;
  readonly #drawn: Drawn;
  readonly #key: Key;
  readonly #rules: PlantedRules;
  readonly #submitted: Doings['submitted'][number][] = [];
  readonly #resources: AsyncDisposableStack;
  #best: Grades = {};
  #hints = 0;
  #wrongRemedies = 0;
  #isOver = false;

  /** @throws UserError where no system answers, where it is wrong already, or where faults cannot be switched */
  static async start(begin: Begin): Promise<DrillSession> {
    await using stack = new AsyncDisposableStack();
    const target = stack.use(await openTarget(await targetName(begin), begin.env));
    stack.use(holdSystem(target, HOLDER));
    const api = chaosApi((service) => target.urls[service], target.chaosKey);
    await bringToStartState(target, api, undefined);
    const { level, seed } = begin;
    const load = stack.use(
      await startBackgroundLoad(target.urls, {
        ...{ seed, seconds: begin.minutes * 60, hasBursts: level > 1 },
      }),
    );
    const drawn = drawDrill(level, seed, begin.quietSeconds);
    const startedAtMs = Date.now();
    const times = {
      noiseAtMs: startedAtMs,
      faultAtMs: startedAtMs + drawn.quietMs,
      endAtMs: startedAtMs + begin.minutes * MS_PER_MINUTE,
    };
    const rules = await PlantedRules.plant(api, sealedRules(drawn.drill.faults, drawn.noise, times));
    stack.defer(() =>
      rules.end().then(
        () => undefined,
        () => undefined, // they end by themselves
      ),
    );
    const points = (await allPoints()).map(({ name }) => name);
    const started: Started = {
      ...{ drill: randomUUID(), level, urls: target.urls, engine: target.engineUrl },
      started_at: new Date(startedAtMs).toISOString(),
      expires_at: new Date(times.endAtMs).toISOString(),
    };
    const key = keyOf(drawn.drill, points, times.faultAtMs);
    return new DrillSession({ started, target, load, drawn, key, rules, resources: stack.move() });
  }

  private constructor(parts: {
    readonly started: Started;
    readonly target: Target;
    readonly load: BackgroundLoad;
    readonly drawn: Drawn;
    readonly key: Key;
    readonly rules: PlantedRules;
    readonly resources: AsyncDisposableStack;
  }) {
    this.started = parts.started;
    this.#target = parts.target;
    this.#load = parts.load;
    this.#drawn = parts.drawn;
    this.#key = parts.key;
    this.#rules = parts.rules;
    this.#resources = parts.resources;
  }

  /** Whether it is fixed or revealed. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** @throws UserError where none is left */
  hint(): Hinted {
    const hints = hintsOf(this.#drawn.drill);
    const hint = hints[this.#hints];
    if (hint === undefined) throw new UserError(`all ${hints.length} hints were given`);
    const cost = COSTS.hints[this.#hints] ?? 0;
    this.#hints += 1;
    return { hint, cost, hints_left: hints.length - this.#hints };
  }

  submit(answer: Answer): Submitted {
    const atMs = Date.now();
    this.#submitted.push({ atMs, answer });
    const grades = gradesOf(answer, this.#key, atMs);
    this.#best = better(this.#best, grades);
    return { grades, is_located: isLocated(this.#best) };
  }

  /**
   * Ends the fault if it is named, or if the remedy is the right one; then the stores are judged.
   * @throws UserError where the fault cannot be ended: the drill goes on, and it may be tried again
   */
  async fix(remedy: Remedy | undefined): Promise<Fixed> {
    const isRemedy = remedy === this.#drawn.drill.remedy;
    if (remedy !== undefined && !isRemedy) this.#wrongRemedies += 1;
    if (!isRemedy && !isLocated(this.#best)) {
      const reason =
        remedy === undefined
          ? 'service, point and mechanism are not named rightly yet: npm run drill -- submit'
          : `${remedy} does not help`;
      return { is_fixed: false, reason };
    }
    const wasOn = await this.#rules.end();
    this.#isOver = true;
    const mendedAtMs = Math.max(Date.now(), this.#key.beganAtMs);
    await this.#load.load.stop().catch(() => undefined); // a load that ended is no load
    const verdict = await settledVerdict(this.#target.stores, SETTLE_MS).catch(() => undefined);
    const violated = verdict && Object.keys(objections(verdict));
    const isMended = wasOn && violated?.length === 0;
    const doings: Doings = {
      ...{ submitted: this.#submitted, hints: this.#hints, wrongRemedies: this.#wrongRemedies },
      mendedAtMs: isMended ? mendedAtMs : undefined,
    };
    return {
      is_fixed: true,
      was_on: wasOn,
      violated,
      score: scoreOf(doings, this.#key),
      solution: this.#solution(),
    };
  }

  /** Gives the solution, also where no engine answers that could end the rules. */
  async reveal(): Promise<Revealed> {
    this.#isOver = true;
    const isEnded = await this.#rules.end().then(
      () => true,
      () => false,
    );
    return { ...this.#solution(), rules_end_at: isEnded ? null : this.started.expires_at };
  }

  #solution(): Solution {
    const { drill, noise } = this.#drawn;
    const { name, truth, remedy, faults } = drill;
    return { name, truth, remedy, faults, noise, began_at: new Date(this.#key.beganAtMs).toISOString() };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#resources.disposeAsync();
  }
}

/** @throws UserError where no engine answers */
async function targetName({ isOwn, env }: Begin): Promise<string> {
  if (isOwn) return 'engine';
  const { ENGINE_PORT } = readSettings(EnginePort, env);
  await engineUrls(ENGINE_PORT, engineKeyHeaders(env), '--own');
  return `http://127.0.0.1:${ENGINE_PORT}`;
}
