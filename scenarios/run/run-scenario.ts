import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NotAtRest, settledVerdict } from '#lab/settle';
import { readHistory } from '#load/history/read-history';
import { type Load, startLoad } from '#load/load';
import type { LoadResult } from '#load/measure/load-result';
import { Recorder } from '#load/measure/recorder';
import type { Sample } from '#load/measure/sample';
import type { Stores } from '#oracle/stores/connect';
import type { Verdict } from '#oracle/verdict';
import { PROTECTIONS, type ProtectionName } from '#shared/faults/protections/protection';
import { type ChaosApi, chaosApi } from '#tools/chaos/chaos-api';
import type { AlertSource } from '../alerts/prometheus.ts';
import { type WatchedAlerts, watchedAlerts } from '../alerts/watched-alerts.ts';
import { readOrders } from '../cost/read-orders.ts';
import type { Used } from '../cost/used-by-order.ts';
import type { Conservation, RunReport } from '../report/run-report.ts';
import type { Scenario } from '../scenario.ts';
import { type ClientKnowledge, clientKnowledge } from '../verdict/client-knowledge.ts';
import { notWithin } from '../verdict/limit-checks.ts';
import { aborting, until } from './aborting.ts';
import { ExampleSearch } from './example-orders.ts';
import { countFunctions, type FunctionCounts } from './function-counts.ts';
import { endFaults, hitsOf, type PlantedFault, plantFaults } from './planted-faults.ts';
import { readTraces } from './read-traces.ts';
import { makeRunFolder } from './run-folder.ts';
import type { Target } from './running-target.ts';
import { bringToStartState } from './start-state.ts';
import { StoreWatch } from './store-watch.ts';
import { measureCpu } from './system-cpu.ts';
import { loopOf, type Timeline, timelineOf } from './timeline.ts';
import { warmUp } from './warm-up.ts';

const MS_PER_SECOND = 1_000;
/** Without a protection nothing may come to rest; with all of them a minute is plenty. */
const SETTLE_MS = 90_000;
/** Users are signed up within this time. */
const PREPARATION_MS = 60_000;

export interface RunOptions {
  readonly seed: number;
  /** Protection to switch off for the whole run. */
  readonly unprotected?: ProtectionName | undefined;
  /** Length of the fault phase. @default that of the scenario */
  readonly faultSeconds?: number | undefined;
  /** Where alerts are read. @default they are not */
  readonly alerts?: AlertSource | undefined;
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
  readonly traces: Readonly<RunReport['traces']>;
  /** What orders used whose traces could be read. */
  readonly orders: readonly Used[];
  /** Processor time from the begin of the load until everything was at rest, in milliseconds by process; undefined where it is not known. */
  readonly systemCpu: Readonly<Record<string, number>> | undefined;
  /** While there was load; undefined where no engine counts. */
  readonly functions: FunctionCounts | undefined;
  /** Undefined where alerts are not observed. */
  readonly alerts: WatchedAlerts | undefined;
  /** Why the system was not steady, so that no fault was let in; undefined where it was. */
  readonly unsteady: string | undefined;
  /** Where the run was ended; undefined for one that came to its end. */
  readonly ended: { readonly phase: string; readonly atS: number } | undefined;
}

/**
 * Runs a scenario from its start state to the judgement of the stores. A run that is ended returns what was seen so far.
 * @throws UserError where it cannot begin, or a store cannot be read
 */
export async function observe(target: Target, scenario: Scenario, options: RunOptions): Promise<Observation> {
  const { signal, seed } = options;
  const api = chaosApi((service) => target.urls[service], target.chaosKey);
  await using opened = new AsyncDisposableStack();
  const folder = await makeRunFolder();
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const planted: PlantedFault[] = [];
  opened.defer(() => endFaults(api, planted).catch(() => undefined)); // they expire by themselves
  const timeline = timelineOf(scenario);
  const samples: Sample[] = [];
  const seen = { ...nothingSeen(seed), timeline, samples, users: new Set<number>() };
  let phase = '';
  const enter = (name: string): void => {
    phase = name;
    options.onPhase(name);
  };
  let load: Load | undefined;
  let watch: StoreWatch | undefined;
  let functions: Awaited<ReturnType<typeof countFunctions>>;
  let faults: readonly PlantedFault[] = [];
  const at = (seconds: number): number => seen.startedAtMs + seconds * MS_PER_SECOND;
  const acted = async (): Promise<readonly ActedFault[]> => {
    const hits = await hitsOf(api, faults);
    return faults.map((fault) => ({ ...fault, hits: hits.get(fault) }));
  };
  try {
    signal.throwIfAborted();
    if (target.pace) enter('warm up');
    await warmUp(target, scenario, signal);
    enter('start state');
    await bringToStartState(target, api, scenario.stock);
    planted.push(...(await switchOff(api, options.unprotected, { seed, timeline })));
    const history = join(folder, 'history.jsonl');
    load = opened.use(
      startLoad({
        ...scenario.load,
        urls: target.urls,
        seed,
        request_ids: `scenario-${scenario.name}-${seed}`,
        loop: loopOf(scenario),
        history,
        latency_limit_ms: scenario.limits.steady.p95Ms,
      }),
    );
    load.onSecond((sample) => {
      samples.push(sample);
      options.onSecond(sample);
    });
    seen.startedAtMs = await aborting(load.started, signal);
    watch = opened.use(new StoreWatch(target.stores, seen.startedAtMs));
    const cpu = await measureCpu(target.engineUrl);
    functions = await countFunctions(target.engineUrl);

    enter('steady state');
    const rules = { startsAtMs: at(timeline.rules.fromS), endsAtMs: at(timeline.rules.toS) };
    faults = await plantFaults(api, scenario.faults, { prefix: 'scenario', seed, window: rules });
    planted.push(...faults);
    await until(at(timeline.rules.fromS), signal, load.ended);
    // a negative control must fail by its data, however slow its cold system is
    if (!options.unprotected) seen.unsteady = notWithin('steady', scenario.limits.steady, samples);
    if (seen.unsteady === undefined) {
      await until(at(timeline.fault.fromS), signal, load.ended);
      enter('fault');
      await until(at(timeline.rules.hitsS), signal, load.ended);
      seen.faults = await acted();
      enter('recovery');
      seen.load = await aborting(load.ended, signal);
    } else {
      await endFaults(api, planted);
      seen.load = await aborting(load.stop(), signal);
    }
    seen.functions = await functions?.();
    await endFaults(api, faults).catch(() => undefined); // they have expired

    enter('settle');
    const settlingSinceMs = Date.now();
    seen.verdict = await aborting(settled(target.stores), signal);
    seen.conservation = await watch.stop(seen.verdict?.snapshot);
    const search = new ExampleSearch();
    seen.known = await clientKnowledge(
      watched(readHistory(history), (attempt) => {
        seen.users.add(attempt.user_id);
        search.note(attempt);
      }),
    );
    seen.systemCpu = await cpu?.since();
    seen.traces = await readTraces(target.engineUrl, search.examples(), settlingSinceMs);
    seen.orders = await readOrders(target.engineUrl, search.sample());
    seen.settleSeconds = (Date.now() - settlingSinceMs) / MS_PER_SECOND;
    seen.alerts = await watchedAlerts(options.alerts, seen.startedAtMs);
    return seen;
  } catch (error) {
    if (!signal.aborted) throw error;
    const atS = load && samples.length > 0 ? (Date.now() - seen.startedAtMs) / MS_PER_SECOND : 0;
    options.onPhase('ended: waiting for the answers under way');
    if (phase !== 'settle') seen.faults = await acted().catch(() => seen.faults);
    await endFaults(api, planted).catch(() => undefined); // they expire by themselves
    if (samples.length > 0) seen.load = (await load?.stop().catch(() => undefined)) ?? seen.load;
    seen.conservation = (await watch?.stop()) ?? seen.conservation;
    seen.functions ??= await functions?.();
    seen.alerts = await watchedAlerts(options.alerts, seen.startedAtMs);
    return { ...seen, ended: { phase, atS } };
  }
}

type Seen = {
  -readonly [Key in keyof Omit<Observation, 'timeline' | 'samples' | 'users'>]: Observation[Key];
};

/** A run of which nothing was seen yet. */
const nothingSeen = (seed: number): Seen => ({
  startedAtMs: Date.now(),
  load: new Recorder().result(seed, 0),
  ...{ faults: [], conservation: [], traces: [], orders: [], settleSeconds: 0 },
  known: {
    ...{ acknowledged: new Map(), cancels: new Map(), named: new Set(), doubts: new Map() },
    ...{ requests: new Map(), contradictions: [] },
  },
  unsteady: undefined,
  ...{ verdict: undefined, systemCpu: undefined, functions: undefined, alerts: undefined, ended: undefined },
});

async function* watched<A>(attempts: AsyncIterable<A>, note: (attempt: A) => void): AsyncGenerator<A> {
  for await (const attempt of attempts) {
    note(attempt);
    yield attempt;
  }
}

/**
 * The verdict once the system is at rest; undefined where it does not come to rest.
 * @throws CannotRead where a store does not answer
 */
async function settled(stores: Stores): Promise<Verdict | undefined> {
  try {
    return await settledVerdict(stores, SETTLE_MS);
  } catch (error) {
    if (error instanceof NotAtRest) return undefined;
    throw error;
  }
}

/** Switches a protection off at each of its points, until the system is judged. */
function switchOff(
  api: Pick<ChaosApi, 'put'>,
  protection: ProtectionName | undefined,
  { seed, timeline }: { readonly seed: number; readonly timeline: Timeline },
): Promise<PlantedFault[]> {
  if (protection === undefined) return Promise.resolve([]);
  const rules = PROTECTIONS[protection].points.map((point) => ({ point, mode: 'unprotected', protection }));
  const lastsMs = PREPARATION_MS + timeline.recovery.toS * MS_PER_SECOND + SETTLE_MS;
  const window = { startsAtMs: Date.now(), endsAtMs: Date.now() + lastsMs };
  return plantFaults(api, rules, { prefix: 'unprotected', seed, window });
}
