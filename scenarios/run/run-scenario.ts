import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { settledVerdict } from '#lab/settle';
import { readHistory } from '#load/history/read-history';
import { startLoad } from '#load/load';
import type { LoadResult } from '#load/measure/load-result';
import type { Sample } from '#load/measure/sample';
import type { Verdict } from '#oracle/verdict';
import { PROTECTIONS, type ProtectionName } from '#shared/faults/protections/protection';
import { type ChaosApi, chaosApi } from '#tools/chaos/chaos-api';
import type { Conservation, RunReport } from '../report/run-report.ts';
import type { Scenario } from '../scenario.ts';
import { type ClientKnowledge, clientKnowledge } from '../verdict/client-knowledge.ts';
import { ExampleSearch } from './example-orders.ts';
import { countFunctions, type FunctionCounts } from './function-counts.ts';
import { endFaults, hitsOf, type PlantedFault, plantFaults } from './planted-faults.ts';
import { readTraces } from './read-traces.ts';
import type { Target } from './running-target.ts';
import { bringToStartState } from './start-state.ts';
import { StoreWatch } from './store-watch.ts';
import { measureCpu } from './system-cpu.ts';
import { loopOf, type Timeline, timelineOf } from './timeline.ts';

const MS_PER_SECOND = 1_000;
/** Without a protection nothing may come to rest; with all of them a minute is plenty. */
const SETTLE_MS = 90_000;
const UNPROTECTED_MS = 900_000;

export interface RunOptions {
  readonly seed: number;
  /** Protection to switch off for the whole run. */
  readonly unprotected?: ProtectionName | undefined;
  /** Ends the run; what was planted is taken out again. */
  readonly signal: AbortSignal;
  readonly onPhase: (phase: string) => void;
  readonly onSecond: (sample: Sample) => void;
}

/** A fault and how often it acted. */
export interface ActedFault extends PlantedFault {
  /** Undefined where it is not known. */
  readonly hits: number | undefined;
}

/** Everything that was seen in a run. */
export interface Observation {
  readonly startedAtMs: number;
  readonly timeline: Timeline;
  readonly load: LoadResult;
  readonly samples: readonly Sample[];
  readonly faults: readonly ActedFault[];
  readonly conservation: readonly Conservation[];
  readonly known: ClientKnowledge;
  /** Users of the load. */
  readonly users: ReadonlySet<number>;
  /** Undefined where the system did not come to rest in time. */
  readonly verdict: Verdict | undefined;
  readonly settleSeconds: number;
  readonly traces: RunReport['traces'];
  /** Processor time from the begin of the load until everything was at rest, in milliseconds by process; undefined where it is not known. */
  readonly systemCpu: Readonly<Record<string, number>> | undefined;
  /** While there was load; undefined where no engine counts. */
  readonly functions: FunctionCounts | undefined;
}

/**
 * Runs a scenario from its start state to the judgement of the stores.
 * @throws UserError where it cannot begin; the reason of the signal where it was ended
 */
export async function observe(target: Target, scenario: Scenario, options: RunOptions): Promise<Observation> {
  const { signal, seed, onPhase } = options;
  const api = chaosApi((service) => target.urls[service], target.chaosKey);
  const folder = await mkdtemp(join(tmpdir(), 'food-delivery-scenario-'));
  const planted: PlantedFault[] = [];
  try {
    onPhase('start state');
    await bringToStartState(target, api, scenario.stock);
    planted.push(...(await switchOff(api, options.unprotected, seed)));
    const history = join(folder, 'history.jsonl');
    await using load = startLoad({
      ...scenario.load,
      urls: target.urls,
      seed,
      request_ids: `scenario-${scenario.name}-${seed}`,
      loop: loopOf(scenario),
      history,
      latency_limit_ms: scenario.limits.steady.p95Ms,
    });
    const samples: Sample[] = [];
    load.onSecond((sample) => {
      samples.push(sample);
      options.onSecond(sample);
    });
    const startedAtMs = await aborting(load.started, signal);
    const timeline = timelineOf(scenario);
    const at = (seconds: number): number => startedAtMs + seconds * MS_PER_SECOND;
    const [cpu, countedFunctions] = await Promise.all([
      measureCpu(target.engineUrl),
      countFunctions(target.engineUrl),
    ]);
    const watch = new StoreWatch(target.stores, startedAtMs);

    onPhase('steady state');
    const rules = { startsAtMs: at(timeline.rules.fromS), endsAtMs: at(timeline.rules.toS) };
    const faults = await plantFaults(api, scenario.faults, { prefix: 'scenario', seed, window: rules });
    planted.push(...faults);
    await until(at(timeline.fault.fromS), signal);
    onPhase('fault');
    await until(at(timeline.rules.hitsS), signal);
    const hits = await hitsOf(api, faults);
    onPhase('recovery');
    const result = await aborting(load.ended, signal);
    const functions = await countedFunctions?.();
    await endFaults(api, faults);

    onPhase('settle');
    const settlingSinceMs = Date.now();
    const verdict = await aborting(
      settledVerdict(target.stores, SETTLE_MS).catch(() => undefined),
      signal,
    );
    const conservation = await watch.stop();
    const users = new Set<number>();
    const search = new ExampleSearch();
    const known = await clientKnowledge(
      watched(readHistory(history), (attempt) => {
        users.add(attempt.user_id);
        search.note(attempt);
      }),
    );
    const systemCpu = await cpu?.since();
    return {
      ...{ startedAtMs, timeline, load: result, samples, conservation, known, users, verdict },
      faults: faults.map((fault) => ({ ...fault, hits: hits.get(fault) })),
      ...{ systemCpu, functions },
      traces: [...(await readTraces(target.engineUrl, search.examples()))],
      settleSeconds: (Date.now() - settlingSinceMs) / MS_PER_SECOND,
    };
  } finally {
    await endFaults(api, planted).catch(() => undefined); // they expire by themselves
    await rm(folder, { recursive: true, force: true });
  }
}

async function* watched<A>(attempts: AsyncIterable<A>, note: (attempt: A) => void): AsyncGenerator<A> {
  for await (const attempt of attempts) {
    note(attempt);
    yield attempt;
  }
}

/** Switches a protection off at each of its points. */
function switchOff(
  api: Pick<ChaosApi, 'put'>,
  protection: ProtectionName | undefined,
  seed: number,
): Promise<PlantedFault[]> {
  if (protection === undefined) return Promise.resolve([]);
  const rules = PROTECTIONS[protection].points.map((point) => ({ point, mode: 'unprotected', protection }));
  const window = { startsAtMs: Date.now(), endsAtMs: Date.now() + UNPROTECTED_MS };
  return plantFaults(api, rules, { prefix: 'unprotected', seed, window });
}

const until = async (atMs: number, signal: AbortSignal): Promise<void> => {
  await sleep(Math.max(0, atMs - Date.now()), undefined, { signal });
};

/** The work, or the reason of the signal if that comes first. */
async function aborting<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
