import { type Attributes, type Link, SpanKind, trace } from '@opentelemetry/api';
import type { SQSRecord } from 'aws-lambda';
import { ATTRIBUTE, SPAN_NAME } from '#shared/telemetry/conventions';
import { incomingContext } from '#shared/telemetry/propagation';
import { flushBeforeFreeze } from '#shared/telemetry/sdk';
import { inSpan } from '#shared/telemetry/tracing';

/** Runs what a message leads to as a part of its sender's trace, however long after. */
export type Act = <T>(work: () => Promise<T>) => Promise<T>;

const SQS = { [ATTRIBUTE.messagingSystem]: 'aws_sqs' };
let isCold = true;

/** One invocation with its messages: a trace of its own. */
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

/**
 * One message. Looking at it belongs to the invocation and is only linked to the sender, whose trace would else last
 * as long as the message was delayed; what `act` runs is a part of the sender's trace.
 */
export function inMessageSpan<T>(record: SQSRecord, handle: (act: Act) => Promise<T>): Promise<T> {
  const queue = queueOf(record);
  const sender = incomingContext(textAttributes(record));
  const attributes: Attributes = {
    ...SQS,
    [ATTRIBUTE.messagingDestination]: queue,
    [ATTRIBUTE.messagingMessageId]: record.messageId,
    [ATTRIBUTE.messagingReceiveCount]: Number(record.attributes.ApproximateReceiveCount),
  };
  return inSpan(
    SPAN_NAME.inspectMessage,
    { attributes, links: linksTo(trace.getSpanContext(sender)) },
    (inspection) =>
      handle((work) => {
        const settings = {
          kind: SpanKind.CONSUMER,
          attributes: { ...attributes, [ATTRIBUTE.messagingOperation]: 'process' },
          links: linksTo(inspection.spanContext()),
          ...(trace.getSpanContext(sender) && { parent: sender }),
        };
        return inSpan(`process ${queue}`, settings, work);
      }),
  );
}

function linksTo(context: Link['context'] | undefined): Link[] {
  return context ? [{ context }] : [];
}

function textAttributes({ messageAttributes }: SQSRecord): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(messageAttributes).map(([name, { stringValue }]) => [name, stringValue]),
  );
}

const queueOf = (record: SQSRecord | undefined): string =>
  record?.eventSourceARN?.split(':').at(-1) ?? 'queue';
