import type { Identity } from '#load/client/account';
import { Caller, type CallerTools } from '#load/client/caller';
import { clientOf } from '#load/client/client';
import { JourneyLeft, type Visit } from '#load/client/visit';
import type { HistoryWriter } from '#load/history/history-writer';
import type { Line } from '#load/http/connections';
import type { Journey } from '#load/journeys/journey';
import { JOURNEYS, type JourneyName } from '#load/journeys/journeys';
import type { SlowLines } from '#load/plan/phases';
import type { FullPlan } from '#load/plan/plan';
import { Weighted } from '#load/schedule/weighted';
import { ZipfRanks } from '#load/schedule/zipf-ranks';
import { keysOf } from '#shared/map-values';
import { Random } from '#simulation/random';
import type { Accounts } from './accounts.ts';
import type { Pauses } from './pauses.ts';
import type { Sections } from './sections.ts';

/** Seeds below this are all different worlds of {@link Random}. */
const LAST_SEED = 2_097_151;

interface Draw {
  /** From 0, in the order in which journeys are drawn. */
  readonly number: number;
  readonly name: JourneyName;
  readonly random: Random;
}

interface VisitsOptions {
  readonly plan: FullPlan;
  readonly tools: CallerTools;
  readonly accounts: Accounts;
  /** Ids, the hottest first. */
  readonly menus: readonly number[];
  readonly pauses: Pauses;
  readonly history: HistoryWriter | undefined;
  readonly newIdentity: () => Identity;
  readonly sections: Sections;
  /** Ends the load: an error that is no answer of the system. */
  readonly fail: (error: unknown) => void;
}

function drawnLine({ percent, send_ms, read_ms }: SlowLines, random: Random): Line | undefined {
  return random.next() * 100 < percent ? { sendMs: send_ms, readMs: read_ms } : undefined;
}

/** Draws journeys and carries them out. */
export class Visits {
  readonly #options: VisitsOptions;
  readonly #random: Random;
  readonly #journeys: Weighted<JourneyName>;
  readonly #ranks: ZipfRanks;
  #drawn = 0;
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: VisitsOptions) {
    this.#options = options;
    const { journeys, menus, seed } = options.plan;
    this.#random = new Random(seed);
    this.#journeys = new Weighted(keysOf(JOURNEYS).map((name) => [name, journeys[name] ?? 0]));
    this.#ranks = new ZipfRanks(options.menus.length, menus.zipf);
  }

  /** Draws the next journey, with a source of its own for everything that it draws: answers have no influence on it. */
  draw(): Draw {
    const random = new Random(this.#random.between(0, LAST_SEED));
    return { number: this.#drawn++, name: this.#journeys.draw(random), random };
  }

  /** @param dueMs when it should begin, a time of `performance.now()`; undefined for now */
  begin({ number, name, random }: Draw, phase: number, dueMs?: number): Promise<void> {
    const { tools, plan, sections, fail } = this.#options;
    sections.catchUp();
    const journey: Journey = JOURNEYS[name];
    tools.recorder.count('begun');
    const { headers, slow_lines } = plan.loop.phases[phase] ?? {};
    const caller = new Caller(tools, {
      journey: name,
      headers: { ...plan.headers, ...headers },
      visit: String(number),
      drawLine: slow_lines && (() => drawnLine(slow_lines, random)),
    });
    if (dueMs !== undefined) caller.setDue(dueMs);
    const visit = journey
      .run(clientOf(this.#visit(caller, random, journey)))
      .catch((error) => {
        if (!(error instanceof JourneyLeft)) fail(error);
      })
      .finally(() => this.#underWay.delete(visit));
    this.#underWay.add(visit);
    return visit;
  }

  /** Waits for the journeys under way. */
  async ended(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #visit(caller: Caller, random: Random, { needs }: Journey): Visit {
    const { plan, accounts, menus, pauses, history, newIdentity } = this.#options;
    return {
      caller,
      random,
      account: needs.includes('user') ? accounts.draw(random) : undefined,
      retries: plan.retries,
      hasIdempotencyKeys: plan.idempotency_keys,
      thinkMs: plan.think_ms,
      history,
      newIdentity,
      pickMenu: () => menus[this.#ranks.draw(random)] ?? 0,
      async pause(ms) {
        if (ms === 0) return;
        const dueMs = performance.now() + ms;
        if (!(await pauses.until(dueMs))) throw new JourneyLeft();
        caller.setDue(dueMs);
      },
    };
  }
}
