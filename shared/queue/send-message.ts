import type { SendMessageCommandInput } from '@aws-sdk/client-sqs';
import { SpanKind } from '@opentelemetry/api';
import type { AwsClient } from '#shared/aws/client';
import { noteAnswer, noteArguments } from '#shared/telemetry/call-values';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { outgoingContext } from '#shared/telemetry/propagation';
import { currentRequestId } from '#shared/telemetry/request-context';
import { inSpan } from '#shared/telemetry/tracing';

type Message = Pick<SendMessageCommandInput, 'MessageBody' | 'DelaySeconds'> & { readonly QueueUrl: string };

/**
 * Sends a message that carries its sender's request id and trace to the receiver.
 * @param attributes further attributes, as text; SQS takes ten in all
 */
export async function sendMessage(
  sqs: Pick<AwsClient, 'call'>,
  message: Message,
  attributes: Readonly<Record<string, string>> = {},
): Promise<void> {
  const queue = message.QueueUrl.split('/').at(-1) ?? '';
  const settings = {
    kind: SpanKind.PRODUCER,
    attributes: {
      [ATTRIBUTE.messagingSystem]: 'aws_sqs',
      [ATTRIBUTE.messagingOperation]: 'send',
      [ATTRIBUTE.messagingDestination]: queue,
    },
  };
  await inSpan(`send ${queue}`, settings, async (span) => {
    noteArguments(span, message.MessageBody);
    const requestId = currentRequestId();
    const carried = { ...(requestId && { request_id: requestId }), ...outgoingContext(), ...attributes };
    const input = { ...message, MessageAttributes: asText(carried) };
    const { MessageId } = (await sqs.call('SendMessage', input)) as { readonly MessageId?: string };
    noteAnswer(span, MessageId);
    if (MessageId) span.setAttribute(ATTRIBUTE.messagingMessageId, MessageId);
  });
}

/** Converts text to SQS's form of attributes. */
export function asText(
  values: Readonly<Record<string, string>>,
): SendMessageCommandInput['MessageAttributes'] {
  return Object.fromEntries(
    Object.entries(values).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
}
