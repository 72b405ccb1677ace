import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { QueueHandler } from '#shared/queue/queue-handler';
import type { ServiceName } from '#shared/services';
import type { StageSettings } from '#stacks/stage';
import { ServiceFunction } from './service-function.ts';
import { allowStores, isInNetwork, type StoreGrants, variablesOf } from './store-grants.ts';

export interface QueueConsumersProps {
  readonly settings: StageSettings;
  readonly service: ServiceName;
  readonly consumers: Readonly<Record<string, QueueHandler>>;
  /** Queues by their name in the table of consumers. */
  readonly queues: Readonly<Record<string, Queue>>;
  readonly environment: Readonly<Record<string, string>>;
  /** Rights behind the names in the `stores` columns. */
  readonly grants: StoreGrants;
}

/** One function per queue handler of the table, fed by its queue. */
export class QueueConsumers extends Construct {
  readonly functions: ReadonlyMap<string, ServiceFunction>;

  constructor(scope: Construct, id: string, props: QueueConsumersProps) {
    super(scope, id);
    const { settings, service, environment, grants } = props;
    const functions = new Map<string, ServiceFunction>();
    for (const [name, consumer] of Object.entries(props.consumers)) {
      const { queue, batchSize, batchWindowSeconds = 0, reportBatchItemFailures, timeoutSeconds } = consumer;
      const { stores = [] } = consumer;
      const source = props.queues[queue];
      if (!source) throw new Error(`${name} consumes the queue '${queue}', which the stack does not have`);
      const target = new ServiceFunction(this, name, {
        settings,
        service,
        environment: { ...environment, ...variablesOf(stores, grants) },
        timeoutSeconds,
        inNetwork: isInNetwork(stores, grants),
      });
      target.addEventSource(
        new SqsEventSource(source, {
          batchSize,
          maxBatchingWindow: Duration.seconds(batchWindowSeconds),
          reportBatchItemFailures,
          ...settings.platform.eventSourceProps,
        }),
      );
      allowStores(target, stores, grants);
      functions.set(name, target);
    }
    this.functions = functions;
  }
}
