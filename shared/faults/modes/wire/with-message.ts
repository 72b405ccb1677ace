import type { SqsCall } from '../calls.ts';

/** A message as it is sent. */
export interface SentMessage {
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
}

/** The longest that SQS keeps a message back. */
export const MOST_DELAY_SECONDS = 900;

/** Sends another message in the place of the one at hand, which is as it was afterwards: it may be tried again. */
export async function withMessage<T>(
  call: SqsCall,
  change: (message: SentMessage) => SentMessage,
  send: () => Promise<T>,
): Promise<T> {
  const { input } = call;
  call.input = change(input as SentMessage);
  try {
    return await send();
  } finally {
    call.input = input;
  }
}

/** Keeps the message back for some seconds more. */
export const delayedBy =
  (seconds: number) =>
  (message: SentMessage): SentMessage => ({
    ...message,
    DelaySeconds: Math.min((message.DelaySeconds ?? 0) + seconds, MOST_DELAY_SECONDS),
  });
