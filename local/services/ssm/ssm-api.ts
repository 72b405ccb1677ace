import type { IncomingMessage, ServerResponse } from 'node:http';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { readBody } from '#local/http/body';
import { sendJson } from '#local/http/send';
import { messageOf } from '#shared/error-message';
import { actionNamed } from './ssm-actions.ts';
import { act } from './ssm-call.ts';
import { SsmFault } from './ssm-fault.ts';
import type { SsmStore } from './ssm-store.ts';

const TARGET_PREFIX = 'AmazonSSM.';
const REGION = /Credential=[^/]+\/[^/]+\/([^/]+)\//;

async function contentOf(request: IncomingMessage): Promise<string> {
  const body = await new Promise<Buffer | undefined>((done) => readBody(request, done));
  if (!body) throw new SsmFault('ValidationException', 'The request is larger than 6 MB.');
  return body.toString();
}

async function answerTo(store: SsmStore, request: IncomingMessage): Promise<unknown> {
  const target = String(request.headers['x-amz-target'] ?? '');
  const action = actionNamed(target.slice(TARGET_PREFIX.length));
  const content = await contentOf(request);
  if (!action || !target.startsWith(TARGET_PREFIX)) throw new SsmFault('UnknownOperationException');
  const region = REGION.exec(request.headers.authorization ?? '')?.[1] ?? LOCAL_IDENTITY.region;
  return await act((body) => action({ store, body, region }), parsed(content));
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content || '{}');
  } catch (error) {
    throw new SsmFault('SerializationException', messageOf(error));
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  sendJson(response, status, body, {
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-requestid': crypto.randomUUID(),
  });
}

/** Answers one call of the Parameter Store's JSON 1.1 protocol. Never rejects. */
export async function handleSsm(
  store: SsmStore,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    answer(response, 200, await answerTo(store, request));
  } catch (error) {
    if (error instanceof SsmFault) {
      answer(response, 400, { __type: error.type, message: error.message });
    } else {
      answer(response, 500, { __type: 'InternalServerError', message: String(error) });
    }
  }
}
