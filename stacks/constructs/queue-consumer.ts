import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ServiceName } from '#shared/http/route';
import type { QueueHandler } from '#shared/queue/queue-handler';
import type { StageSettings } from '#stacks/stage';
import { ServiceFunction } from './service-function.ts';

export interface QueueConsumersProps {
  readonly settings: StageSettings;
  readonly service: ServiceName;
  readonly consumers: Readonly<Record<string, QueueHandler>>;
  /** By the name that the table of consumers uses. */
  readonly queues: Readonly<Record<string, Queue>>;
  readonly environment: Readonly<Record<string, string>>;
  /** Whether they talk to PostgreSQL or Redis. @default false */
  readonly inNetwork?: boolean;
}

/** One function per queue handler of the table, fed by its queue. */
export class QueueConsumers extends Construct {
  readonly functions: ReadonlyMap<string, ServiceFunction>;

  constructor(scope: Construct, id: string, props: QueueConsumersProps) {
    super(scope, id);
    const { settings, service, environment, inNetwork = false } = props;
    const functions = new Map<string, ServiceFunction>();
    for (const [name, { queue, batchSize, reportBatchItemFailures, timeoutSeconds }] of Object.entries(
      props.consumers,
    )) {
      const source = props.queues[queue];
      if (!source) throw new Error(`${name} consumes the queue '${queue}', which the stack does not have`);
      const target = new ServiceFunction(this, name, {
        settings,
        service,
        environment,
        timeoutSeconds,
        inNetwork,
      });
      target.addEventSource(
        new SqsEventSource(source, {
          batchSize,
          reportBatchItemFailures,
          ...settings.platform.eventSourceProps,
        }),
      );
      functions.set(name, target);
    }
    this.functions = functions;
  }
}
