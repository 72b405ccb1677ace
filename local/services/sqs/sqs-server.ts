/**
 * SQS in its own process: the queues, actions and persistence of fauxqs behind a small HTTP server.
 * The package's own server listens on all addresses, includes S3 and SNS, and commits every call separately.
 */
import { createLog } from '#local/host/log';
import { MAX_BODY_BYTES, readBody } from '#local/http/body';
import type { RequestHandler } from '#local/http/boundary';
import { CONNECTION_LIMITS } from '#local/http/connection-limits';
import { createHttpServer } from '#local/http/http-server';
import { answer, refuse } from './sqs-answer.ts';
import { openQueues } from './sqs-queues.ts';

const [, , portArgument = '', folder = ''] = process.argv;
const port = Number(portArgument);
const KEEP_ALIVE_MS = 120_000;

const queues = await openQueues(folder, `http://127.0.0.1:${port}`);
const takeCall: RequestHandler = (request, response, guard) => {
  if (request.method !== 'POST') {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
    return;
  }
  readBody(
    request,
    guard(async (bytes) => {
      const message = `A request has at most ${MAX_BODY_BYTES} bytes.`;
      if (bytes) await answer(queues, request, response, bytes);
      else refuse(response, { status: 413, type: 'RequestTooLarge', message }, { isQuery: false });
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
