import type { SendMessageCommandInput } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { type RequestContext, withRequestContext } from '#shared/telemetry/request-context';
import { sendMessage } from './send-message.ts';

async function attributesSent(context: RequestContext) {
  const sent: SendMessageCommandInput[] = [];
  const sqs = {
    call: async (_: string, input: object) => ({
      MessageId: String(sent.push(input as SendMessageCommandInput)),
    }),
  };
  await withRequestContext(context, () =>
    sendMessage(sqs, { QueueUrl: 'http://q/recovery', MessageBody: '{}' }),
  );
  const attributes = Object.entries(sent[0]?.MessageAttributes ?? {});
  return Object.fromEntries(attributes.map(([name, { StringValue }]) => [name, StringValue]));
}

test('a message carries the request id and, with telemetry off too, the rules of its request; never the key', async () => {
  const carriedRules = { member: '[]', headers: { 'x-chaos-key': 'a key of the tests' } };

  expect(await attributesSent({ requestId: 'r', attempt: 2, carriedRules })).toEqual({
    request_id: 'r',
    baggage: 'chaos=[]',
  });
  expect(await attributesSent({ requestId: 'r' })).toEqual({ request_id: 'r' });
});
