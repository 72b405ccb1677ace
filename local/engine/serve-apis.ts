import { SERVICE_NAMES, SERVICES } from '#shared/services';
import { RestApi } from '../gateway/rest-api.ts';
import { EngineError } from '../host/engine-error.ts';
import { createPathRouter } from '../path-router/path-router.ts';
import type { ExchangeMeter } from '../telemetry/exchange-meter.ts';
import type { RecentAnswers } from '../telemetry/recent-answers.ts';
import { createRequestLog } from '../telemetry/request-log.ts';
import { createTraceLink } from '../telemetry/trace-link.ts';
import type { EngineHost } from './engine-host.ts';
import type { EngineStores } from './engine-stores.ts';
import type { FunctionPools } from './function-pools.ts';
import { systemPages } from './system-pages.ts';

/** What sees the answers of each service. */
interface Observers {
  readonly answers: Readonly<Record<string, RecentAnswers>>;
  readonly meters: Readonly<Record<string, ExchangeMeter>>;
}

export function serveApis(
  host: EngineHost,
  { model }: EngineStores,
  functions: FunctionPools,
  { answers, meters }: Observers,
): void {
  const { listeners, log, telemetry, options } = host;
  const spans = telemetry?.spans;
  const { clickableLinks = false } = options;
  const requestLog = createRequestLog(log, telemetry && createTraceLink(telemetry.traceUrl, clickableLinks));
  const apis = new Map(
    model.apis.map((api) => [
      api.service,
      new RestApi(
        api,
        (name) => functions.get(name),
        requestLog,
        spans,
        answers[api.service],
        meters[api.service],
      ),
    ]),
  );
  const prefixes: Record<string, RestApi> = {};
  for (const service of SERVICE_NAMES) {
    const api = apis.get(service);
    if (api) prefixes[SERVICES[service].prefix] = api;
    const nothing = createPathRouter({}, requestLog, { spans });
    listeners[service].serve(api ? (...call) => api.handle(...call) : nothing);
    apis.delete(service);
  }
  const [unknown] = apis.values();
  if (unknown) throw new EngineError(`The engine has no port for the API ${unknown.model.name}.`);
  listeners.gateway.serve(createPathRouter(prefixes, requestLog, { spans, pages: systemPages(host) }));
}
