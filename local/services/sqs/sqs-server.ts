/**
 * SQS in its own process: the queues, actions and persistence of fauxqs behind a small HTTP server.
 * The package's own server listens on all addresses, includes S3 and SNS, and commits every call separately.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLog } from '#local/host/log';
import { MAX_BODY_BYTES, readBody } from '#local/http/body';
import type { RequestHandler } from '#local/http/boundary';
import { CONNECTION_LIMITS } from '#local/http/connection-limits';
import { createHttpServer } from '#local/http/http-server';
import { send, sendJson } from '#local/http/send';
import { readSqsInput, SqsInputError } from './sqs-input.ts';
import { openQueues, type QueueAnswer, type Queues } from './sqs-queues.ts';

const [, , portArgument = '', folder = ''] = process.argv;
const port = Number(portArgument);
const origin = `http://127.0.0.1:${port}`;
const KEEP_ALIVE_MS = 120_000;
const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.0' };

function isMessageList(
  answer: QueueAnswer,
): answer is QueueAnswer & { Messages: { ReceiptHandle: string }[] } {
  return Array.isArray(answer.Messages);
}

async function answer(queues: Queues, request: IncomingMessage, response: ServerResponse, bytes: Buffer) {
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

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  sendJson(response, status, { __type: `com.amazonaws.sqs#${type}`, message }, JSON_TYPE);
}

const queues = await openQueues(folder, origin);
const takeCall: RequestHandler = (request, response, guard) => {
  if (request.method !== 'POST') {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
    return;
  }
  readBody(
    request,
    guard(async (bytes) => {
      const tooLarge = `A request has at most ${MAX_BODY_BYTES} bytes.`;
      if (!bytes) refuse(response, 413, 'RequestTooLarge', tooLarge);
      else {
        await answer(queues, request, response, bytes).catch((error: unknown) => {
          if (!(error instanceof SqsInputError)) throw error;
          refuse(response, 400, 'SerializationException', error.message);
        });
      }
    }),
  );
};
const server = createHttpServer(takeCall, {
  purpose: 'SQS',
  log: createLog('warn'),
  guarded: true,
  limits: { ...CONNECTION_LIMITS, idleMs: KEEP_ALIVE_MS },
});
server.listen(port, '127.0.0.1');

process.once('SIGTERM', () => {
  queues.close();
  process.exit(0);
});
