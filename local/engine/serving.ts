import { join } from 'node:path';
import { mapValues } from '#shared/map-values';
import { SERVICES } from '#shared/services';
import { createConsole } from '../console/console.ts';
import { parameterCall } from '../services/ssm/provision-parameters.ts';
import { RecentAnswers } from '../telemetry/recent-answers.ts';
import { chaosOfServices } from './chaos-of-services.ts';
import { drillsOf } from './drills-of.ts';
import { createEngineApi } from './engine-api.ts';
import type { EngineHost } from './engine-host.ts';
import { type EngineStores, pointsOfFunctions } from './engine-stores.ts';
import { faultyServices } from './faulty-services.ts';
import type { FunctionPools } from './function-pools.ts';
import { closeServices } from './listeners.ts';
import { orderHistory } from './order-history.ts';
import { printedBy } from './printed-by.ts';
import { programsOf } from './programs.ts';
import { README_FILES } from './readme.ts';
import { serveApis } from './serve-apis.ts';
import { serveAws } from './serve-aws.ts';
import { shownFunctions } from './shown-functions.ts';
import { statusOf } from './status.ts';
import { storeVariables } from './store-variables.ts';
import { watchRules } from './watch-rules.ts';

/** Serves the APIs of the templates and of the engine on their ports. */
export function serve(
  host: EngineHost,
  stores: EngineStores,
  functions: FunctionPools,
  stack: AsyncDisposableStack,
): void {
  const { listeners, inside, telemetry } = host;
  const answers = mapValues(SERVICES, () => new RecentAnswers());
  const chaosKey = host.options.environment?.CHAOS_KEY;
  const chaos = chaosOfServices(
    mapValues(listeners, ({ url }) => url),
    chaosKey,
  );
  const programs = programsOf(host, stores);
  const chaosVariables: Record<string, string> = chaosKey === undefined ? {} : { CHAOS_KEY: chaosKey };
  const { SERVICE_TOKEN_SECRET = '' } = functions.variablesOf('restaurant');
  const stockPrograms = programsOf(host, stores, SERVICE_TOKEN_SECRET === '' ? {} : { SERVICE_TOKEN_SECRET });
  const watch = watchRules(host, stores, functions, { answers, chaos, programs });
  const console = createConsole({
    links: () => ({
      urls: mapValues(listeners, ({ url }) => url),
      hasTraces: telemetry !== undefined,
      documents: README_FILES,
    }),
    telemetry,
    chaos,
    faulty: faultyServices(parameterCall(stores.backends.services.ssm), (service) =>
      functions.variablesOf(service),
    ),
    serviceUrls: () => mapValues(SERVICES, ({ prefix }) => listeners.gateway.url + prefix),
    oracle: { variables: () => storeVariables(host, stores), processes: host.watchdog },
    points: () => pointsOfFunctions(stores.model.functions) ?? [],
    history: orderHistory(programs),
    drills: drillsOf(
      programsOf(host, stores, { ...chaosVariables, LOCAL_DATA_DIR: host.dataDir.path }),
      host.dataDir.path,
    ),
    dataDir: host.dataDir.path,
    restock: (stock) => printedBy(stockPrograms, 'tools/restock.ts', [`--stock=${stock}`]),
    evict: (what) => printedBy(programs, 'tools/evict.ts', [what, '--json']),
    records: (kind, { find, before }) =>
      printedBy(programs, 'tools/records/main.ts', [
        ...[kind, `--find=${find}`, '--json'],
        ...(before === undefined ? [] : [`--before=${before}`]),
      ]),
    functions: shownFunctions(stores, functions, programs),
    scenarios: {
      variables: () => ({ ...storeVariables(host, stores), ...chaosVariables }),
      processes: host.watchdog,
      reportFolder: join(host.dataDir.path, 'scenario-report'),
    },
  });
  serveApis(host, stores, functions, {
    answers,
    meters: mapValues(SERVICES, (_, name) => console.meterOf(name)),
  });
  const api = createEngineApi({
    aws: serveAws(host, stores, functions),
    services: Object.values(stores.backends.services),
    traces: telemetry?.api,
    chaos,
    endedRules: watch.ended,
    status: () => statusOf(host, stores, functions),
    console: console.api,
  });
  for (const listener of new Set([listeners.engine, inside])) listener.serve(api);
  stack.defer(() => closeServices(listeners));
  stack.use(watch);
  stack.use(console);
}
