import type { EndedRule } from '#shared/cli/ended-rule';
import { messageOf } from '#shared/error-message';
import { DEFAULT_OVER_S, type Measured, reasonToStop } from '#shared/faults/rules/stop-when';
import type { ServiceName } from '#shared/services';
import type { Log } from '../host/log.ts';
import type { RecentAnswers } from '../telemetry/recent-answers.ts';
import type { ChaosOfServices } from './chaos-of-services.ts';
import type { OracleRuns } from './oracle-runs.ts';
import type { StoppableRule } from './stoppable-rules.ts';

const EVERY_MS = 1_000;
const MS_PER_SECOND = 1_000;
const MOST_LISTED = 10;

export interface StopConditionsOptions {
  /** The rules that are on and have `stop_when`. */
  readonly rules: (nowMs: number) => Promise<readonly StoppableRule[]>;
  readonly answers: Readonly<Record<ServiceName, RecentAnswers>>;
  /** Number of the letters that are dead now; undefined while that is not known. */
  readonly deadLetters: () => Promise<number | undefined>;
  readonly oracle: OracleRuns;
  readonly chaos: Pick<ChaosOfServices, 'end'>;
  readonly log: Pick<Log, 'notice' | 'warn'>;
}

/** Ends each rule whose `stop_when` is reached, as `DELETE /chaos/{id}` does. */
export interface StopConditions extends AsyncDisposable {
  /** The last rules that were ended, oldest first. */
  ended(): readonly EndedRule[];
}

export function watchStopConditions(options: StopConditionsOptions): StopConditions {
  const { rules: readRules, answers, deadLetters, oracle, chaos, log } = options;
  const ended: EndedRule[] = [];
  /** Fewest dead letters since a rule is on. */
  let fewest: ReadonlyMap<string, number> = new Map();
  let running: Promise<void> | undefined;
  let isStopped = false;
  let problem: string | undefined;

  async function look(): Promise<void> {
    const nowMs = Date.now();
    const rules = await readRules(nowMs);
    for (const [service, kept] of Object.entries(answers)) {
      const own = rules.filter((rule) => rule.service === service);
      kept.keep(Math.max(0, ...own.map(overMsOf)));
    }
    const letters = rules.some(({ stopWhen }) => stopWhen.dead_letters !== undefined)
      ? await deadLetters()
      : undefined;
    fewest = new Map(
      rules.map((rule) => {
        const key = keyOf(rule);
        return [
          key,
          Math.min(fewest.get(key) ?? Number.POSITIVE_INFINITY, letters ?? Number.POSITIVE_INFINITY),
        ];
      }),
    );
    if (rules.some(({ stopWhen }) => stopWhen.oracle)) oracle.ask(nowMs);
    await Promise.all(
      rules.map(async (rule) => {
        const reason = reasonToStop(rule.stopWhen, measuredFor(rule, letters, nowMs));
        if (reason !== undefined) await end(rule, reason);
      }),
    );
  }

  function measuredFor(rule: StoppableRule, letters: number | undefined, nowMs: number): Measured {
    const { service, beganMs } = rule;
    const { last } = oracle;
    return {
      ...answers[service].since(Math.max(beganMs, nowMs - overMsOf(rule))),
      deadLetters: letters === undefined ? undefined : letters - (fewest.get(keyOf(rule)) ?? letters),
      violated: last && last.beganMs >= beganMs ? last.violated : undefined,
    };
  }

  /** Neither lists nor logs a sealed rule, which nothing shows. */
  async function end({ service, id, isSealed }: StoppableRule, reason: string): Promise<void> {
    if (!(await chaos.end(service, id)) || isSealed) return;
    ended.push({ id, service, reason, at: new Date().toISOString() });
    ended.splice(0, ended.length - MOST_LISTED);
    log.notice(`the rule ${id} of the ${service} service is ended by its stop_when: ${reason}`);
  }

  function tick(): void {
    if (running || isStopped) return;
    running = look()
      .then(() => {
        problem = undefined;
      })
      .catch((error: unknown) => {
        const now = messageOf(error);
        if (now !== problem && !isStopped)
          log.warn(`stop_when could not be evaluated, and is tried again: ${now}`);
        problem = now;
      })
      .finally(() => {
        running = undefined;
      });
  }

  const timer = setInterval(tick, EVERY_MS).unref();
  return {
    ended: () => [...ended],
    async [Symbol.asyncDispose]() {
      isStopped = true;
      clearInterval(timer);
      // A rule that is being ended now is ended, or stays with its expiry.
      await oracle[Symbol.asyncDispose]();
    },
  };
}

const overMsOf = ({ stopWhen: { over_s = DEFAULT_OVER_S } }: StoppableRule): number => over_s * MS_PER_SECOND;

/** Another rule of the same id has another one. */
const keyOf = ({ service, id, beganMs }: StoppableRule): string => `${service}/${id}/${beganMs}`;
