import { DeleteMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Stores } from '#oracle/stores/connect';
import { type DeadLetter, giveBack, takeDeadLetters } from '#oracle/stores/queues';
import { asText } from '#shared/queue/send-message';

export interface RedriveOptions {
  /** Only letters with this reason. */
  readonly reason?: string | undefined;
  /** Change nothing. */
  readonly dryRun: boolean;
  /** Reset the age of each message. */
  readonly fresh: boolean;
}

export interface Redriven {
  readonly chosen: readonly DeadLetter[];
  /** Letters with other reasons, which stay in the queue. */
  readonly left: readonly DeadLetter[];
  /** Number of the chosen letters that are on the recovery queue now. */
  readonly moved: number;
  /** The reason why the others could not be moved. They are still dead letters. */
  readonly failure?: unknown;
}

/** Moves the letters that are in the queue now; a message that becomes a dead letter again is not moved twice. */
export async function redrive(stores: Stores, options: RedriveOptions): Promise<Redriven> {
  const letters = await takeDeadLetters(stores);
  const isChosen = ({ reason }: DeadLetter): boolean =>
    options.reason === undefined || reason === options.reason;
  const chosen = letters.filter(isChosen);
  const left = letters.filter((letter) => !isChosen(letter));
  let moved = 0;
  let failure: unknown;
  try {
    for (const letter of options.dryRun ? [] : chosen) {
      await move(stores, letter, options.fresh);
      moved++;
    }
  } catch (error) {
    failure = error;
  }
  await giveBack(stores, [...left, ...chosen.slice(moved)]);
  return { chosen, left, moved, ...(failure !== undefined && { failure }) };
}

/** Sends, then deletes: a failure in between leaves the message twice, and recovering an order twice does no harm. */
async function move({ sqs, settings }: Stores, letter: DeadLetter, fresh: boolean): Promise<void> {
  const { requestId, traceparent, receipt } = letter;
  const carried = { ...(requestId && { request_id: requestId }), ...(traceparent && { traceparent }) };
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: settings.RECOVERY_QUEUE_URL,
      MessageBody: fresh ? refreshed(letter, Date.now()) : letter.text,
      MessageAttributes: asText(carried),
    }),
  );
  await sqs.send(new DeleteMessageCommand({ QueueUrl: settings.RECOVERY_DLQ_URL, ReceiptHandle: receipt }));
}

/** A malformed message has no age to reset. */
function refreshed({ body, text }: DeadLetter, nowMs: number): string {
  return body ? JSON.stringify({ ...body, since: nowMs }) : text;
}
