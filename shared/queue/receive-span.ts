import { SpanKind } from '@opentelemetry/api';
import type { SQSRecord } from 'aws-lambda';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { flushBeforeFreeze } from '#shared/telemetry/sdk';
import { inSpan } from '#shared/telemetry/tracing';
import { queueOf, SQS } from './sqs-attributes.ts';

let isCold = true;

/** Runs one invocation with its messages in a trace of its own. */
export async function inReceiveSpan<T>(records: readonly SQSRecord[], work: () => Promise<T>): Promise<T> {
  const queue = queueOf(records[0]);
  const attributes = {
    ...SQS,
    [ATTRIBUTE.messagingOperation]: 'receive',
    [ATTRIBUTE.messagingDestination]: queue,
    [ATTRIBUTE.messagingBatchCount]: records.length,
    [ATTRIBUTE.faasColdStart]: isCold,
  };
  isCold = false;
  try {
    return await inSpan(`receive ${queue}`, { kind: SpanKind.CONSUMER, attributes }, work);
  } finally {
    await flushBeforeFreeze();
  }
}
