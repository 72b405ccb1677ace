import { mapValues } from '#shared/map-values';
import { SERVICES } from '#shared/services';
import { RecentAnswers } from '../telemetry/recent-answers.ts';
import { chaosOfServices } from './chaos-of-services.ts';
import { createEngineApi } from './engine-api.ts';
import type { EngineHost } from './engine-host.ts';
import type { EngineStores } from './engine-stores.ts';
import type { FunctionPools } from './function-pools.ts';
import { closeServices } from './listeners.ts';
import { serveApis } from './serve-apis.ts';
import { serveAws } from './serve-aws.ts';
import { startPage } from './start-page.ts';
import { statusOf } from './status.ts';
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
  const chaos = chaosOfServices(
    mapValues(listeners, ({ url }) => url),
    host.options.environment?.CHAOS_KEY,
  );
  const watch = watchRules(host, stores, functions, { answers, chaos });
  serveApis(host, stores, functions, answers);
  const api = createEngineApi({
    aws: serveAws(host, stores, functions),
    services: Object.values(stores.backends.services),
    traces: telemetry?.api,
    chaos,
    endedRules: watch.ended,
    status: () => statusOf(host, stores, functions),
    startPage: () =>
      startPage(
        mapValues(listeners, ({ url }) => url),
        telemetry?.tracesUrl,
      ),
  });
  for (const listener of new Set([listeners.engine, inside])) listener.serve(api);
  stack.defer(() => closeServices(listeners));
  stack.use(watch);
}
