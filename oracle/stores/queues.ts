import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { RecoveryBody } from '#functions/order/adapters/recovery-body';
import { reading } from './cannot-read.ts';
import type { Stores } from './connect.ts';

/** Number of waiting messages, as SQS estimates it. */
export interface QueueDepth {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export interface DeadLetter {
  readonly messageId: string;
  readonly text: string;
  /** The text as a recovery message, if it is one. */
  readonly body: RecoveryBody | undefined;
  /** `malformed`, `over_age` or `handler_failed`; undefined if it carries none. */
  readonly reason: string | undefined;
  readonly requestId: string | undefined;
  /** Trace context of the sender. */
  readonly traceparent: string | undefined;
  /** Number of receives before the message became a dead letter. */
  readonly receiveCount: string | undefined;
  readonly sentAtMs: number;
  /** SQS's handle of the message while it is received. */
  readonly receipt: string;
}

const HOLD_SECONDS = 60;
const BATCH = 10;

export function readQueueDepth({ sqs, settings }: Stores, queueUrl: string): Promise<QueueDepth> {
  return reading('SQS', settings.AWS_ENDPOINT_URL_SQS, async () => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: queueUrl,
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateNumberOfMessagesDelayed',
        ],
      }),
    );
    return {
      visible: Number(Attributes?.ApproximateNumberOfMessages ?? 0),
      inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0),
      delayed: Number(Attributes?.ApproximateNumberOfMessagesDelayed ?? 0),
    };
  });
}

/** Reads all dead letters without removing them. SQS hides a message that was read, so each is returned at the end. */
export async function readDeadLetters(stores: Stores): Promise<readonly DeadLetter[]> {
  const letters = await takeDeadLetters(stores);
  await giveBack(stores, letters);
  return letters;
}

/** Like {@link readDeadLetters}, but hides them from other readers for a minute, or until they are returned. */
export async function takeDeadLetters(stores: Stores): Promise<readonly DeadLetter[]> {
  const { sqs, settings } = stores;
  const { visible } = await readQueueDepth(stores, settings.RECOVERY_DLQ_URL);
  if (visible === 0) return [];
  return reading('SQS', settings.AWS_ENDPOINT_URL_SQS, async () => {
    const taken = new Map<string, DeadLetter>();
    while (true) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: settings.RECOVERY_DLQ_URL,
          MaxNumberOfMessages: BATCH,
          VisibilityTimeout: HOLD_SECONDS,
          // A short poll queries only some of the servers and may miss messages.
          WaitTimeSeconds: 1,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
      );
      const before = taken.size;
      for (const letter of Messages.map(toDeadLetter)) taken.set(letter.messageId, letter);
      if (taken.size === before) return [...taken.values()];
    }
  });
}

export function giveBack({ sqs, settings }: Stores, letters: readonly DeadLetter[]): Promise<void> {
  return reading('SQS', settings.AWS_ENDPOINT_URL_SQS, async () => {
    for (let i = 0; i < letters.length; i += BATCH) {
      const Entries = letters.slice(i, i + BATCH).map(({ receipt }, at) => ({
        Id: String(at),
        ReceiptHandle: receipt,
        VisibilityTimeout: 0,
      }));
      await sqs.send(
        new ChangeMessageVisibilityBatchCommand({ QueueUrl: settings.RECOVERY_DLQ_URL, Entries }),
      );
    }
  });
}

function toDeadLetter({
  MessageId,
  Body,
  ReceiptHandle,
  Attributes,
  MessageAttributes,
}: Message): DeadLetter {
  const text = Body ?? '';
  return {
    messageId: MessageId ?? '',
    text,
    body: parsedBody(text),
    reason: MessageAttributes?.reason?.StringValue,
    requestId: MessageAttributes?.request_id?.StringValue,
    traceparent: MessageAttributes?.traceparent?.StringValue,
    receiveCount: MessageAttributes?.receive_count?.StringValue,
    sentAtMs: Number(Attributes?.SentTimestamp ?? 0),
    receipt: ReceiptHandle ?? '',
  };
}

function parsedBody(text: string): RecoveryBody | undefined {
  try {
    return RecoveryBody.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
