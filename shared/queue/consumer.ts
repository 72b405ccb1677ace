import type { Logger } from '@aws-lambda-powertools/logger';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { AppError } from '#shared/errors';
import { FAULT_IDS, FAULTS } from '#shared/faults/fault-table';
import type { FaultInjector } from '#shared/faults/injector';
import { withRequestContext } from '#shared/telemetry/request-context';
import { traced } from '#shared/telemetry/x-ray';
import { type Act, inMessageSpan, inReceiveSpan } from './message-spans.ts';

/** `poison`: understood, but nothing more can be done with it. */
export type Handled = 'done' | 'poison';

export interface ConsumerOptions<Body extends z.ZodType> {
  /** Shape of a message's body, as JSON. */
  readonly body: Body;
  readonly log: Logger;
  readonly faults: Pick<FaultInjector, 'enter' | 'beforeFreeze'>;
  /** Keeps a message that must not come back, with the reason. */
  deadLetter(record: SQSRecord, reason: string): Promise<void>;
  /**
   * A thrown AppError `dependency_*` brings the message back later.
   * @param act runs what the message leads to as a part of its sender's trace
   */
  handle(body: z.infer<Body>, act: Act): Promise<Handled>;
  /** Called with messages that `handle` did not finish. */
  onUnfinished?(outcome: 'redelivered' | 'dead_letter'): void;
}

/** Only those of the service that consumes are ever set in its switches. */
const CONSUMER_FAULTS = FAULT_IDS.filter((id) => FAULTS[id].point.endsWith('.consumer'));

/** A message on which our own code stumbles this often is poison. */
const MAX_STUMBLES = 5;

/** Makes a handler of queue messages into a Lambda handler: only messages that failed come back. */
export function consumer<Body extends z.ZodType>(options: ConsumerOptions<Body>) {
  const { faults } = options;
  async function consumeBatch(
    { Records: records }: Pick<SQSEvent, 'Records'>,
    context: Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>,
  ): Promise<SQSBatchResponse> {
    const request = {
      requestId: context.awsRequestId,
      remainingMs: () => context.getRemainingTimeInMillis(),
    };
    return inReceiveSpan(records, async () => {
      try {
        await withRequestContext(request, () => faults.enter({ faults: CONSUMER_FAULTS }));
        const kept = await Promise.all(records.map((record) => passes(record, options, request.remainingMs)));
        const failed = records.filter((_, i) => !kept[i]);
        return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      } finally {
        await faults.beforeFreeze();
      }
    });
  }
  return traced(consumeBatch);
}

/** @returns whether the message may be deleted */
function passes<Body extends z.ZodType>(
  record: SQSRecord,
  options: ConsumerOptions<Body>,
  remainingMs: () => number,
): Promise<boolean> {
  const { log, deadLetter, onUnfinished } = options;
  const requestId = record.messageAttributes.request_id?.stringValue ?? record.messageId;
  const handle = (act: Act) =>
    withRequestContext({ requestId, remainingMs }, async () => {
      try {
        const body = parseBody(options.body, record.body);
        const reason = body === undefined ? 'malformed' : await reasonToGiveUp(record, options, body, act);
        if (reason !== undefined) {
          log.error('message given up', { reason, request_id: requestId, body: record.body });
          await deadLetter(record, reason);
          onUnfinished?.('dead_letter');
        }
        return true;
      } catch (error) {
        log.warn('message will come back', { request_id: requestId, error: error as Error });
        onUnfinished?.('redelivered');
        return false;
      }
    });
  return inMessageSpan(record, handle);
}

async function reasonToGiveUp<Body extends z.ZodType>(
  record: SQSRecord,
  { handle, log }: ConsumerOptions<Body>,
  body: z.infer<Body>,
  act: Act,
): Promise<string | undefined> {
  try {
    return (await handle(body, act)) === 'poison' ? 'over_age' : undefined;
  } catch (error) {
    const isDependency = error instanceof AppError && error.code.startsWith('dependency_');
    const stumbles = Number(record.attributes.ApproximateReceiveCount);
    if (isDependency || stumbles < MAX_STUMBLES) throw error;
    log.error('handler failed for good', error as Error);
    return 'handler_failed';
  }
}

function parseBody<Body extends z.ZodType>(schema: Body, text: string): z.infer<Body> | undefined {
  try {
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}
