import { Duration } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { TIMING } from '#functions/order/domain/timing';
import { resourceName, type StageSettings } from '#stacks/stage';

const RETENTION = Duration.millis(TIMING.queueRetentionMs);

/**
 * The queue of recovery messages, and its dead-letter queue. The consumer moves dead letters itself:
 * a redrive policy would count an outage of DynamoDB as a failure of the message.
 */
export class RecoveryQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { settings }: { readonly settings: StageSettings }) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      queueName: resourceName(settings.stage, 'recovery'),
      visibilityTimeout: Duration.millis(TIMING.queueVisibilityMs),
      retentionPeriod: RETENTION,
      ...settings.platform.queueProps,
    });
    this.deadLetters = new Queue(this, 'DeadLetters', {
      queueName: resourceName(settings.stage, 'recovery-dlq'),
      retentionPeriod: RETENTION,
      ...settings.platform.queueProps,
    });
    settings.platform.watchDeadLetters(this.deadLetters);
  }
}
