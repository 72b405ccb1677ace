import { EngineError } from '../host/engine-error.ts';
import type { EngineHost } from './engine-host.ts';
import type { EngineStores } from './engine-stores.ts';
import type { FunctionPools } from './function-pools.ts';
import { QueuePoller } from './queue-poller.ts';

/** Starts a poller for each event source mapping, and the measurement of queue depths. */
export function startPollers(
  { log, telemetry }: EngineHost,
  { model, addresses, backends }: EngineStores,
  functions: FunctionPools,
  stack: AsyncDisposableStack,
): void {
  const queues = model.resources('AWS::SQS::Queue').map(({ name, logicalId }) => ({
    name,
    url: addresses[logicalId]?.url ?? '',
  }));
  const sqsEndpoint = backends.urls.sqs;
  const pollers = model.eventSources.map((source) => {
    const url = queues.find(({ name }) => name === source.queue)?.url;
    if (!url)
      throw new EngineError(
        `The queue ${source.queue}, read by ${source.target.key}, is not in the templates.`,
      );
    return new QueuePoller(source, url, sqsEndpoint, functions.get(source.target.name), log);
  });
  stack.defer(async () => {
    await Promise.all(pollers.map((poller) => poller.dispose()));
  });
  telemetry?.measure({ queues, sqsEndpoint, environments: () => functions.sizes() });
}
