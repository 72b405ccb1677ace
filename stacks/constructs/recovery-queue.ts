import { Duration } from 'aws-cdk-lib';
import { Queue, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { TIMING } from '#functions/order/domain/timing';
import type { StageSettings } from '#stacks/stage';
import { storeName } from './stored-data.ts';

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
      ...queueProps(settings, 'recovery'),
      visibilityTimeout: Duration.millis(TIMING.queueVisibilityMs),
    });
    this.deadLetters = new Queue(this, 'DeadLetters', queueProps(settings, 'recovery-dlq'));
    settings.platform.watchDeadLetters(this.deadLetters);
  }
}

function queueProps({ stage, platform }: StageSettings, name: string): QueueProps {
  const queueName = storeName(stage, name);
  return {
    ...(queueName !== undefined && { queueName }),
    retentionPeriod: RETENTION,
    ...platform.queueProps,
  };
}
