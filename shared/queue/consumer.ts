import type { Logger } from '@aws-lambda-powertools/logger';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { AppError } from '#shared/errors';
import type { Faults } from '#shared/faults/faults';
import { consumerPoint } from '#shared/faults/points/point';
import { messageSubject } from '#shared/faults/rules/subject';
import { annotateHits } from '#shared/telemetry/fault-hits';
import { withRequestContext } from '#shared/telemetry/request-context';
import { traced } from '#shared/telemetry/x-ray';
import { inBatch } from './batch.ts';
import { rulesOf } from './message-rules.ts';
import { type Act, inMessageSpan } from './message-spans.ts';
import { inReceiveSpan } from './receive-span.ts';

/** `poison`: the message was read, but cannot be handled any more. */
export type Handled = 'done' | 'poison';

export interface ConsumerOptions<Body extends z.ZodType> {
  /** Shape of a message's body, as JSON. */
  readonly body: Body;
  readonly log: Logger;
  readonly faults: Pick<Faults, 'enabled' | 'service' | 'refresh' | 'enter' | 'beforeFreeze'>;
  /** Sent on with the rules of a message, where the stage has a key. */
  readonly chaosKey?: string | undefined;
  /** Keeps a message that must not be redelivered, with the reason. */
  deadLetter(record: SQSRecord, reason: string): Promise<void>;
  /**
   * Handles one message. After an AppError `dependency_*` the queue redelivers it later.
   * @param act runs the work of the message in its sender's trace
   */
  handle(body: z.infer<Body>, act: Act): Promise<Handled>;
  /** Called with messages that `handle` did not finish. */
  onUnfinished?(outcome: 'redelivered' | 'dead_letter'): void;
}

let isCold = true;

/** A message that fails this often in our own code is poison. */
const MAX_STUMBLES = 5;

/** Makes a Lambda handler from a message handler. Only messages that failed are redelivered. */
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
        await withRequestContext(request, () => faults.refresh());
        const kept = await inBatch(() =>
          Promise.all(records.map((record) => passes(record, options, request.remainingMs))),
        );
        const failed = records.filter((_, i) => !kept[i]);
        return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      } finally {
        isCold = false;
        await faults.beforeFreeze();
      }
    });
  }
  return traced(consumeBatch);
}

/** @returns whether the message may be deleted */
async function passes<Body extends z.ZodType>(
  record: SQSRecord,
  options: ConsumerOptions<Body>,
  remainingMs: () => number,
): Promise<boolean> {
  const { log, faults, deadLetter, onUnfinished } = options;
  const requestId = record.messageAttributes.request_id?.stringValue ?? record.messageId;
  const attempt = Number(record.attributes.ApproximateReceiveCount);
  const subject = messageSubject(record.body, isCold);
  const { rules, carriedRules } = await rulesOf(record, {
    enabled: faults.enabled,
    chaosKey: options.chaosKey,
  });
  const scope = { requestId, subject, rules, attempt, switches: [] };
  const handle = (act: Act) =>
    withRequestContext({ requestId, remainingMs, attempt, carriedRules, faultHits: [] }, async () => {
      try {
        const body = parseBody(options.body, record.body);
        const reason =
          body === undefined
            ? 'malformed'
            : await faults.enter(consumerPoint(faults.service), scope, () =>
                reasonToGiveUp(record, options, body, act),
              );
        if (reason !== undefined) {
          log.error('message moves to the dead-letter queue', {
            reason,
            request_id: requestId,
            body: record.body,
          });
          await deadLetter(record, reason);
          onUnfinished?.('dead_letter');
        }
        return true;
      } catch (error) {
        log.warn('message will be redelivered', { request_id: requestId, error: error as Error });
        onUnfinished?.('redelivered');
        return false;
      } finally {
        annotateHits();
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
