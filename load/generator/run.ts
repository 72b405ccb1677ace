import { identitiesOf } from '#load/client/account';
import { Caller, type CallerTools } from '#load/client/caller';
import { HistoryWriter } from '#load/history/history-writer';
import { Connections } from '#load/http/connections';
import { guarded } from '#load/http/guarded';
import type { LoadResult } from '#load/measure/load-result';
import { Recorder } from '#load/measure/recorder';
import type { Sample } from '#load/measure/sample';
import type { FullPlan } from '#load/plan/plan';
import { Random } from '#simulation/random';
import { Accounts } from './accounts.ts';
import { everySecond } from './every-second.ts';
import { loopOf } from './loop-of.ts';
import { Pauses } from './pauses.ts';
import { prepare } from './preparation.ts';
import { Sections } from './sections.ts';
import { Visits } from './visits.ts';

const RADIX = 36;
/** Users are signed up by no impatient client: the time limit of the plan is for its load. */
const PREPARATION_TIMEOUT_MS = 30_000;

/** What can be changed while a load runs. */
export interface RunControls {
  setLevel(level: number): void;
  /** Begins a section of the result. */
  mark(name: string): void;
  /** Begins no more journeys and waits for the answers to come; clients that think leave. */
  stop(): void;
}

export interface RunListener {
  started(controls: RunControls, startedAtMs: number): void;
  second(sample: Sample): void;
}

/**
 * Carries out a plan, from the preparation to the last answer.
 * @throws UserError where the load cannot begin, or its history cannot be written
 */
export async function runPlan(plan: FullPlan, listener: RunListener): Promise<LoadResult> {
  const run = `${Date.now().toString(RADIX)}${process.pid.toString(RADIX)}`;
  const newIdentity = identitiesOf(run);
  const history = plan.history === undefined ? undefined : new HistoryWriter(plan.history);
  const connections = new Connections({
    most: plan.connections ?? Number.POSITIVE_INFINITY,
    timeoutMs: plan.timeout_ms,
  });
  const shared = { urls: plan.urls, connections, requestIds: plan.request_ids ?? `load-${run}` };
  const patient = new Connections({ most: Number.POSITIVE_INFINITY, timeoutMs: PREPARATION_TIMEOUT_MS });
  try {
    const prepared = await prepare(plan, { ...shared, connections: patient }, newIdentity);
    const recorder = new Recorder();
    const tools: CallerTools = { ...shared, connections: guarded(connections, plan), recorder };
    const pauses = new Pauses();
    const failure = Promise.withResolvers<never>();
    using sections = new Sections(plan.loop.phases, recorder);
    const visits = new Visits({
      ...{ plan, tools, pauses, sections, history, newIdentity },
      menus: prepared.menus,
      fail: failure.reject,
      accounts: new Accounts(
        prepared.accounts,
        new Caller(tools, { journey: 'session', headers: plan.headers, visit: 'session' }),
      ),
    });
    const loop = loopOf(plan, { visits, recorder, pauses, random: new Random(plan.seed) });
    const sample = (): void => {
      history?.flush();
      const figures = recorder.sample(loop.level());
      if (!isEmptyRest(figures)) listener.second(figures);
    };
    using _ = everySecond(sample, failure.reject);
    listener.started(
      {
        setLevel: (level) => loop.setLevel(level),
        mark: (name) => sections.mark(name),
        stop: () => {
          pauses.end();
          loop.stop();
        },
      },
      Date.now(),
    );
    const ended = loop.run().then(() => {
      pauses.end();
      return visits.ended();
    });
    await Promise.race([ended, failure.promise]);
    sample();
    const result = recorder.result(plan.seed, plan.latency_limit_ms);
    return plan.history === undefined ? result : { ...result, history: plan.history };
  } finally {
    patient.close();
    connections.close();
    history?.close();
  }
}

/** What is left at the end of a load may be nothing. */
const isEmptyRest = ({ seconds, begun, dropped, sent, all }: Sample): boolean =>
  seconds < 1 && begun + dropped + sent + all.ended === 0;
