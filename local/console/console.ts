import type { Point } from '#shared/faults/points/point';
import type { ServiceName } from '#shared/services';
import type { ExchangeMeter } from '../telemetry/exchange-meter.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { CacheMeter } from './caches/cache-meter.ts';
import { cacheRoutes, type Evict } from './caches/cache-routes.ts';
import { OracleWatch, type OracleWatchOptions } from './conservation/oracle-watch.ts';
import { type Restock, restockRoute } from './conservation/restock-route.ts';
import { type ConsoleApi, createConsoleApi } from './console-api.ts';
import { drillRoutes } from './drills/drill-routes.ts';
import { type DrillOptions, DrillRun } from './drills/drill-run.ts';
import { EdgeMeters } from './edges/edge-meters.ts';
import { edgesOfRule } from './faults/edges-of-points.ts';
import { type ChaosCalls, faultRoutes } from './faults/fault-routes.ts';
import { type FaultyServices, ShownFaults } from './faults/shown-faults.ts';
import { frameRoutes } from './frame-routes.ts';
import { Frames } from './frames.ts';
import { type FunctionsOptions, functionRoutes } from './functions/function-routes.ts';
import { FunctionWatch } from './functions/function-watch.ts';
import { LoadControl } from './load/load-control.ts';
import { loadRoutes } from './load/load-routes.ts';
import { orderRoutes, type ReadHistory } from './orders/order-routes.ts';
import { PAGE_ROUTES } from './page-routes.ts';
import { recordingRoute } from './recording-route.ts';
import { type ReadRecords, recordRoutes } from './records/record-routes.ts';
import { scenarioRoutes } from './scenarios/scenario-routes.ts';
import { type ScenarioOptions, ScenarioRun } from './scenarios/scenario-run.ts';
import { systemHolder } from './scenarios/system-holder.ts';
import { type PageLinks, shellPage } from './shell-page.ts';
import { SpanWatch } from './span-watch.ts';

export interface ConsoleOptions {
  /** Where the rest of the system is. */
  readonly links: () => PageLinks;
  /** Undefined where it is off. */
  readonly telemetry: Telemetry | undefined;
  readonly chaos: ChaosCalls & { rulesOf(service: ServiceName): Promise<readonly unknown[]> };
  readonly faulty: FaultyServices;
  /** Addresses of the services for clients, behind the gateway. */
  readonly serviceUrls: () => Readonly<Record<ServiceName, string>>;
  readonly oracle: OracleWatchOptions;
  /** Reads every point at which a fault can act; called once. */
  readonly points: () => readonly Point[];
  readonly history: ReadHistory;
  readonly functions: FunctionsOptions;
  readonly scenarios: ScenarioOptions;
  readonly drills: DrillOptions;
  /** In which scenarios and drills of a terminal say that they use the system. */
  readonly dataDir: string;
  readonly evict: Evict;
  readonly restock: Restock;
  readonly records: ReadRecords;
}

/** What shows the system in a browser. It counts and reads only while a page looks. */
export interface Console extends AsyncDisposable {
  readonly api: ConsoleApi;
  /** Sees the answers of a service's API. */
  meterOf(service: ServiceName): ExchangeMeter;
}

export function createConsole(options: ConsoleOptions): Console {
  const { links, telemetry, chaos, faulty, serviceUrls } = options;
  let known: readonly Point[] | undefined;
  const points = (): readonly Point[] => {
    known ??= options.points();
    return known;
  };
  const hasTraces = telemetry !== undefined;
  const edges = new EdgeMeters(hasTraces, (point, mode) => edgesOfRule(point, mode, points())[0]);
  const faults = new ShownFaults({ faulty, list: (service) => chaos.rulesOf(service), points });
  const load = new LoadControl(serviceUrls);
  const oracle = new OracleWatch(options.oracle);
  const scenario = new ScenarioRun(options.scenarios);
  const caches = new CacheMeter(hasTraces);
  const drill = new DrillRun(options.drills);
  const spans = new SpanWatch(telemetry, [edges, caches]);
  const functions = new FunctionWatch(options.functions);
  const frames = new Frames([spans, edges, faults, load, oracle, caches, drill, functions]);
  return {
    api: createConsoleApi({ html: () => shellPage(links()), hasTraces }, [
      ...PAGE_ROUTES,
      ...frameRoutes(frames),
      recordingRoute(frames),
      ...faultRoutes(chaos, points),
      ...loadRoutes(load, { scenario, drill, holder: () => systemHolder(options.dataDir) }),
      ...orderRoutes(options.history),
      ...functionRoutes(options.functions),
      ...scenarioRoutes(scenario, { load, drill }),
      ...drillRoutes(drill, points, { load, scenario }),
      ...recordRoutes(options.records),
      restockRoute(options.restock, () => oracle.hurry()),
      ...cacheRoutes(options.evict, () => oracle.hurry()),
    ]),
    meterOf(service) {
      const meters = [edges.meterOf(service), faults.meterOf(service)];
      return {
        add(exchange) {
          for (const meter of meters) meter.add(exchange);
        },
      };
    },
    async [Symbol.asyncDispose]() {
      frames[Symbol.dispose]();
      oracle[Symbol.dispose]();
      await Promise.all([load, scenario, drill].map((each) => each[Symbol.asyncDispose]()));
    },
  };
}
