import { type Attributes, type Link, SpanKind, trace } from '@opentelemetry/api';
import type { SQSRecord } from 'aws-lambda';
import { deadlineOf } from '#shared/telemetry/call-values';
import { ATTRIBUTE, SPAN_NAME } from '#shared/telemetry/conventions';
import { annotateHits } from '#shared/telemetry/fault-hits';
import { incomingContext } from '#shared/telemetry/propagation';
import { remainingMs } from '#shared/telemetry/request-context';
import { inSpan } from '#shared/telemetry/tracing';
import { outOfBatch } from './batch.ts';
import { queueOf, SQS } from './sqs-attributes.ts';

/** Runs the work of a message in its sender's trace, however much later. */
export type Act = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Runs one message. Its inspection is in the invocation's trace and only linked to the sender's, which would else last
 * as long as the message was delayed; the work that `act` runs is in the sender's trace.
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
          attributes: {
            ...attributes,
            [ATTRIBUTE.messagingOperation]: 'process',
            ...deadlineOf(remainingMs()),
          },
          links: linksTo(inspection.spanContext()),
          ...(trace.getSpanContext(sender) && { parent: sender }),
        };
        return inSpan(`process ${queue}`, settings, async () => {
          try {
            return await outOfBatch(work);
          } finally {
            annotateHits();
          }
        });
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
