import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { AwsFault, type AwsJson, LOCAL_IDENTITY } from '#local/http/aws-json';
import { readBody } from '#local/http/body';
import { sendJson } from '#local/http/send';
import { actionNamed } from './ssm-actions.ts';
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
  return await act(() => action({ store, body: JSON.parse(content || '{}'), region }));
}

/** Converts the caller's errors to faults of the Parameter Store. */
async function act(action: () => unknown): Promise<unknown> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof z.ZodError) throw new SsmFault('ValidationException', z.prettifyError(error));
    if (error instanceof SyntaxError) throw new SsmFault('SerializationException', error.message);
    throw error;
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  sendJson(response, status, body, {
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-requestid': crypto.randomUUID(),
  });
}

/**
 * Calls the Parameter Store without HTTP.
 * @throws AwsFault with the type that a client of the protocol gets
 */
export async function callSsm(store: SsmStore, name: string, body: AwsJson): Promise<AwsJson> {
  const action = actionNamed(name);
  try {
    if (!action) throw new SsmFault('UnknownOperationException');
    return Object(await act(() => action({ store, body, region: LOCAL_IDENTITY.region })));
  } catch (error) {
    throw error instanceof SsmFault ? new AwsFault(error.type, error.message) : error;
  }
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
