import { ATTRIBUTE } from '#shared/telemetry/conventions';
import type { MetricPoint } from '#shared/telemetry/otlp/metric-text';
import type { AwsCall } from '../http/aws-json.ts';

const STATES = {
  ApproximateNumberOfMessages: 'visible',
  ApproximateNumberOfMessagesNotVisible: 'in_flight',
  ApproximateNumberOfMessagesDelayed: 'delayed',
} as const;

export interface QueueAddress {
  readonly name: string;
  readonly url: string;
}

/** Number of messages in the queues, by state. */
export async function depthsOf(
  queues: readonly QueueAddress[],
  call: AwsCall,
  signal: AbortSignal,
): Promise<MetricPoint[]> {
  return (await Promise.all(queues.map((queue) => depthOf(queue, call, signal)))).flat();
}

async function depthOf(
  { name, url }: QueueAddress,
  call: AwsCall,
  signal: AbortSignal,
): Promise<MetricPoint[]> {
  const input = { QueueUrl: url, AttributeNames: Object.keys(STATES) };
  // SQS may be stopped for a while: then there is nothing to record
  const answer = await call('GetQueueAttributes', input, signal).catch(() => ({}));
  const depths: Readonly<Record<string, unknown>> = Object(Object(answer).Attributes);
  return Object.entries(STATES).flatMap(([attribute, state]) => {
    const value = Number(depths[attribute]);
    const attributes = { [ATTRIBUTE.messagingDestination]: name, [ATTRIBUTE.queueState]: state };
    return Number.isNaN(value) ? [] : [{ value, attributes }];
  });
}
