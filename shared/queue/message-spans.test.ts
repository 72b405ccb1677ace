import type { SQSRecord } from 'aws-lambda';
import { beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { createLog } from '#shared/telemetry/log';
import { inSpan } from '#shared/telemetry/tracing';
import { createFaults, parameterWith } from '#tests/support/faults/injected-faults';
import { recordTelemetry } from '#tests/support/telemetry/recorded-telemetry';
import { consumer } from './consumer.ts';
import type { Act } from './message-spans.ts';

const telemetry = recordTelemetry();
beforeEach(() => telemetry.reset());

const CONTEXT = { awsRequestId: 'invocation-1', getRemainingTimeInMillis: () => 10_000 };
const SENDER = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const TRACEPARENT = `00-${SENDER.traceId}-${SENDER.spanId}-01`;

function record(messageId: string, traceparent?: string, receives = 1): SQSRecord {
  return {
    messageId,
    body: '{}',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:recovery',
    attributes: { ApproximateReceiveCount: String(receives) },
    messageAttributes: traceparent ? { traceparent: { stringValue: traceparent, dataType: 'String' } } : {},
  } as unknown as SQSRecord;
}

/** @param work what is done with each message */
const deliver = (work: (act: Act) => Promise<unknown>, ...records: SQSRecord[]) =>
  consumer({
    body: z.object({}),
    log: createLog('order'),
    faults: createFaults('order', parameterWith({})).faults,
    deadLetter: async () => {},
    handle: async (_, act) => {
      await work(act);
      return 'done';
    },
  })({ Records: records }, CONTEXT);

const look = () => inSpan('look', {}, async () => {});

test('a message that needs nothing stays in the trace of the invocation, linked to its sender', async () => {
  await deliver(look, record('a', TRACEPARENT));

  const receive = telemetry.span('receive recovery');
  const inspection = telemetry.span('inspect message');
  expect(receive.parentSpanContext).toBeUndefined();
  expect(inspection.parentSpanContext?.spanId).toBe(receive.spanContext().spanId);
  expect(inspection.links.map(({ context }) => context.spanId)).toEqual([SENDER.spanId]);
  expect(telemetry.span('look').parentSpanContext?.spanId).toBe(inspection.spanContext().spanId);
  expect(telemetry.spans()).toHaveLength(3);
});

test('what a message leads to is a child of its sender, linked to the look at it', async () => {
  await deliver((act) => act(look), record('a', TRACEPARENT, 3));

  const process = telemetry.span('process recovery');
  expect(process.spanContext().traceId).toBe(SENDER.traceId);
  expect(process.parentSpanContext?.spanId).toBe(SENDER.spanId);
  expect(process.attributes['messaging.aws_sqs.receive_count']).toBe(3);
  expect(process.links.map(({ context }) => context.spanId)).toEqual([
    telemetry.span('inspect message').spanContext().spanId,
  ]);
  expect(telemetry.span('look').parentSpanContext?.spanId).toBe(process.spanContext().spanId);
});

test('messages of one batch do not mix, and a delivery that comes twice is two spans', async () => {
  const other = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;

  await deliver(
    (act) => act(look),
    record('a', TRACEPARENT),
    record('b', other),
    record('a', TRACEPARENT, 2),
  );

  const processed = telemetry.spans().filter(({ name }) => name === 'process recovery');
  expect(processed.map((span) => span.spanContext().traceId).sort()).toEqual(
    [SENDER.traceId, SENDER.traceId, '1'.repeat(32)].sort(),
  );
  expect(new Set(processed.map((span) => span.spanContext().spanId)).size).toBe(3);
  expect(telemetry.span('receive recovery').attributes['messaging.batch.message_count']).toBe(3);
});

test('a message without a sender that traces is still processed, in the trace of the invocation', async () => {
  await deliver((act) => act(look), record('a'));

  const { traceId } = telemetry.span('receive recovery').spanContext();
  expect(telemetry.spans().map((span) => span.spanContext().traceId)).toEqual(Array(4).fill(traceId));
});
