/** DynamoDB in its own process, in JavaScript only: for platforms without a build of the binary. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { createLog } from '#local/host/log';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { MAX_BODY_BYTES, readBody } from '#local/http/body';
import { CONNECTION_LIMITS } from '#local/http/connection-limits';
import { createHttpServer } from '#local/http/http-server';
import { send } from '#local/http/send';
import { callerHost } from '../caller-host.ts';
import { type Answer, answerCall } from './api.ts';
import { Store } from './storage/store.ts';

const [, , portArgument = '', file = ''] = process.argv;
const KEEP_ALIVE_MS = 120_000;
const TOO_LARGE = 413;
const REGION = /Credential=[^/]+\/[^/]+\/([^/]+)\//;
const OTHERS = 0o077;

process.umask(OTHERS);
const store = new Store(file);

async function answer(request: IncomingMessage, bytes: Buffer | undefined): Promise<Answer> {
  if (!bytes) {
    const message = `A request has at most ${MAX_BODY_BYTES} bytes.`;
    return { status: TOO_LARGE, body: JSON.stringify({ __type: 'RequestTooLarge', message }) };
  }
  const region = REGION.exec(request.headers.authorization ?? '')?.[1] ?? LOCAL_IDENTITY.region;
  const target = String(request.headers['x-amz-target']);
  return await answerCall(store, { target, region, host: callerHost(request), body: bytes.toString() });
}

function reply(response: ServerResponse, { status, body }: Answer): void {
  send(response, status, body, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': crypto.randomUUID(),
    'x-amz-crc32': String(crc32(body)),
  });
}

const server = createHttpServer(
  (request, response, guard) => {
    if (request.method !== 'POST') {
      request.resume();
      send(response, 200, 'healthy: dynamodb', { 'content-type': 'text/plain' });
      return;
    }
    readBody(
      request,
      guard(async (bytes) => reply(response, await answer(request, bytes))),
    );
  },
  {
    purpose: 'DynamoDB',
    log: createLog('warn'),
    guarded: true,
    limits: { ...CONNECTION_LIMITS, idleMs: KEEP_ALIVE_MS },
  },
);
server.listen(Number(portArgument), '127.0.0.1');

process.once('SIGTERM', () => {
  store.close();
  process.exit(0);
});
