import type { Logger } from '@aws-lambda-powertools/logger';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { AppError } from '#shared/errors';
import { withRequestContext } from '#shared/telemetry/request-context';
import { traced } from '#shared/telemetry/x-ray';

/** `poison`: understood, but nothing more can be done with it. */
export type Handled = 'done' | 'poison';

export interface ConsumerOptions<Body extends z.ZodType> {
  /** Shape of a message's body, as JSON. */
  readonly body: Body;
  readonly log: Logger;
  /** Keeps a message that must not come back, with the reason. */
  deadLetter(record: SQSRecord, reason: string): Promise<void>;
  /** A thrown AppError `dependency_*` brings the message back later. */
  handle(body: z.infer<Body>): Promise<Handled>;
}

/** A message on which our own code stumbles this often is poison. */
const MAX_STUMBLES = 5;

/** Makes a handler of queue messages into a Lambda handler: only messages that failed come back. */
export function consumer<Body extends z.ZodType>(options: ConsumerOptions<Body>) {
  return traced(async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const kept = await Promise.all(event.Records.map((record) => passes(record, options)));
    const failed = event.Records.filter((_, i) => !kept[i]);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  });
}

/** @returns whether the message may be deleted */
async function passes<Body extends z.ZodType>(
  record: SQSRecord,
  options: ConsumerOptions<Body>,
): Promise<boolean> {
  const requestId = record.messageAttributes.request_id?.stringValue ?? record.messageId;
  return withRequestContext({ requestId }, async () => {
    try {
      const body = parseBody(options.body, record.body);
      const reason = body === undefined ? 'malformed' : await reasonToGiveUp(record, options, body);
      if (reason !== undefined) {
        options.log.error('message given up', { reason, request_id: requestId, body: record.body });
        await options.deadLetter(record, reason);
      }
      return true;
    } catch (error) {
      options.log.warn('message will come back', { request_id: requestId, error: error as Error });
      return false;
    }
  });
}

async function reasonToGiveUp<Body extends z.ZodType>(
  record: SQSRecord,
  { handle, log }: ConsumerOptions<Body>,
  body: z.infer<Body>,
): Promise<string | undefined> {
  try {
    return (await handle(body)) === 'poison' ? 'over_age' : undefined;
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
