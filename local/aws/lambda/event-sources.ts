import type { EventSourceModel } from '#local/template/model';
import { uuidOf } from './describe-function.ts';

const MS_PER_SECOND = 1_000;
const STARTED = Math.floor(Date.now() / MS_PER_SECOND);

/** Describes a mapping from a queue to a function as `GetEventSourceMapping` does. */
export function describeEventSource(source: EventSourceModel) {
  const { queueArn, target, batchSize, batchWindowMs, maxConcurrency } = source;
  return {
    UUID: uuidOf(`${queueArn} ${target.arn}`),
    BatchSize: batchSize,
    MaximumBatchingWindowInSeconds: batchWindowMs / MS_PER_SECOND,
    EventSourceArn: queueArn,
    FunctionArn: target.arn,
    LastModified: STARTED,
    State: 'Enabled',
    StateTransitionReason: 'USER_INITIATED',
    FunctionResponseTypes: source.reportsItemFailures ? ['ReportBatchItemFailures'] : [],
    ...(maxConcurrency !== undefined && { ScalingConfig: { MaximumConcurrency: maxConcurrency } }),
  };
}
