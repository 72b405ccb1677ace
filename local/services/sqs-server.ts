/**
 * SQS in a process of its own: the queues, actions and persistence of fauxqs behind a small HTTP server.
 * The package's own server listens on all addresses, brings S3 and SNS along, and commits every call on its own.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { RequestHandler } from '../gateway/listener.ts';
import { guarded } from '../gateway/page-guard.ts';
import { readSqsInput, SqsInputError } from './sqs-input.ts';
import { openQueues, type QueueAnswer, type Queues } from './sqs-queues.ts';

const [, , portArgument = '', folder = ''] = process.argv;
const port = Number(portArgument);
const origin = `http://127.0.0.1:${port}`;
const KEEP_ALIVE_MS = 120_000;

function isMessageList(
  answer: QueueAnswer,
): answer is QueueAnswer & { Messages: { ReceiptHandle: string }[] } {
  return Array.isArray(answer.Messages);
}

async function answer(queues: Queues, request: IncomingMessage, response: ServerResponse) {
  const body = readSqsInput(String(request.headers['x-amz-target']), await text(request));
  const headers: Record<string, string> = { 'content-type': 'application/x-amz-json-1.0' };
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
    // Nobody will handle what a caller who hung up was going to get: others may have it at once.
    queues.giveBack(
      body,
      result.Messages.map(({ ReceiptHandle }) => ReceiptHandle),
    );
    return;
  }
  const payload = JSON.stringify(result);
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(payload) }).end(payload);
}

const queues = await openQueues(folder, origin);
const takeCall: RequestHandler = (request, response) => {
  if (request.method !== 'POST') {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
    return;
  }
  answer(queues, request, response).catch((error: unknown) => {
    if (error instanceof SqsInputError) refuse(response, 400, 'SerializationException', error.message);
    else {
      console.error(error);
      refuse(response, 500, 'InternalFailure', String(error));
    }
  });
};

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: `com.amazonaws.sqs#${type}`, message }));
}

const server = createServer({ requireHostHeader: false }, guarded(takeCall));
server.keepAliveTimeout = KEEP_ALIVE_MS;
server.listen(port, '127.0.0.1');

process.once('SIGTERM', () => {
  queues.close();
  process.exit(0);
});
