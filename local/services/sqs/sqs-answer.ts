import type { IncomingMessage, ServerResponse } from 'node:http';
import { send, sendJson } from '#local/http/send';
import { readSqsInput } from './sqs-input.ts';
import type { QueueAnswer, Queues } from './sqs-queues.ts';

const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.0' };

function isMessageList(
  answer: QueueAnswer,
): answer is QueueAnswer & { Messages: { ReceiptHandle: string }[] } {
  return Array.isArray(answer.Messages);
}

export async function answer(
  queues: Queues,
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer,
) {
  const body = readSqsInput(String(request.headers['x-amz-target']), bytes.toString());
  const headers: Record<string, string> = { ...JSON_TYPE };
  let status = 200;
  const result = await queues.handle(
    { headers: request.headers, body },
    {
      status: (code) => {
        status = code;
      },
      header: (name, value) => {
        headers[name] = value;
      },
    },
  );
  await queues.saved();
  if (response.destroyed && isMessageList(result)) {
    // The caller has disconnected, so its messages become visible to other callers at once.
    queues.giveBack(
      body,
      result.Messages.map(({ ReceiptHandle }) => ReceiptHandle),
    );
    return;
  }
  send(response, status, JSON.stringify(result), headers);
}

export function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  sendJson(response, status, { __type: `com.amazonaws.sqs#${type}`, message }, JSON_TYPE);
}
