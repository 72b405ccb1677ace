import { DynamoDBClient, type DynamoDBClientConfig, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { type RawRequest, startRawServer } from '#tests/support/http/raw-server';
import { SdkHandler } from './sdk-handler.ts';

const ATTEMPT_MS = 200;
const GET = new GetItemCommand({ TableName: 'orders', Key: { pk: { S: 'order#7' } } });
const answer = (status: number, body: object, more = ''): string => {
  const text = JSON.stringify(body);
  return `HTTP/1.1 ${status} X\r\ncontent-type: application/x-amz-json-1.0\r\nx-amzn-requestid: r-1\r\n${more}content-length: ${text.length}\r\n\r\n${text}`;
};
const OK = answer(200, { Item: { pk: { S: 'order#7' } } });
const refusal = (status: number, type: string): string =>
  answer(status, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'no' });

/** The SDK's own handler, with the limits that ours has. */
const THEIRS = {
  requestTimeout: ATTEMPT_MS,
  connectionTimeout: 500,
  throwOnRequestTimeout: true,
};

interface Outcome {
  readonly found?: unknown;
  readonly error?: string;
  readonly code?: unknown;
  readonly attempts: unknown;
}

/** What a caller of the SDK gets of two attempts. */
async function outcome(
  endpoint: string,
  requestHandler: NonNullable<DynamoDBClientConfig['requestHandler']>,
): Promise<Outcome> {
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 2,
    requestHandler,
  });
  onTestFinished(() => client.destroy());
  try {
    const { Item, $metadata } = await client.send(GET);
    return { found: Item, attempts: $metadata.attempts };
  } catch (error) {
    const { name, code, $metadata } = error as Error & { code?: string; $metadata?: { attempts?: number } };
    return { error: name, code, attempts: $metadata?.attempts };
  }
}

const endpointOf = ({ origin }: URL): string => origin;
const sends =
  (...answers: string[]) =>
  ({ socket, number }: RawRequest): void =>
    void socket.write(answers[Math.min(number, answers.length - 1)] as string);

test.each<[string, (request: RawRequest) => void, Partial<Outcome>]>([
  ['an item', sends(OK), { found: { pk: { S: 'order#7' } }, attempts: 1 }],
  [
    'an item in chunks',
    sends(
      OK.replace(/content-length.*?\r\n\r\n(.*)/s, 'transfer-encoding: chunked\r\n\r\n1f\r\n$1\r\n0\r\n\r\n'),
    ),
    { attempts: 1 },
  ],
  ['no item', sends(answer(200, {})), { attempts: 1 }],
  [
    'a condition that does not hold',
    sends(refusal(400, 'ConditionalCheckFailedException')),
    { error: 'ConditionalCheckFailedException', attempts: 1 },
  ],
  [
    'a throttled try, then an item',
    sends(refusal(400, 'ProvisionedThroughputExceededException'), OK),
    { attempts: 2 },
  ],
  [
    'status 500 twice',
    sends(refusal(500, 'InternalServerError')),
    { error: 'InternalServerError', attempts: 2 },
  ],
  ['status 503, then an item', sends(refusal(503, 'ServiceUnavailable'), OK), { attempts: 2 }],
  [
    'a reset twice',
    ({ socket }) => void socket.resetAndDestroy(),
    { error: 'TimeoutError', code: 'ECONNRESET', attempts: 2 },
  ],
  [
    'an end twice',
    ({ socket }) => void socket.end(),
    { error: 'TimeoutError', code: 'ECONNRESET', attempts: 2 },
  ],
  [
    'an end, then an item',
    ({ socket, number }) => void (number === 0 ? socket.end() : socket.write(OK)),
    { attempts: 2 },
  ],
  ['no answer twice', () => {}, { error: 'TimeoutError', code: 'ETIMEDOUT', attempts: 2 }],
  ['no answer, then an item', ({ socket, number }) => void (number > 0 && socket.write(OK)), { attempts: 2 }],
])('%s is for the SDK what it is by its own handler', async (_what, onRequest, expected) => {
  const [forUs, forThem] = [await startRawServer(onRequest), await startRawServer(onRequest)];

  const ours = await outcome(endpointOf(forUs.url), new SdkHandler(ATTEMPT_MS));
  const theirs = await outcome(endpointOf(forThem.url), THEIRS);

  expect(ours).toMatchObject(expected);
  expect(ours).toEqual(theirs);
  expect(forUs.requests).toHaveLength(forThem.requests.length);
});

test('so is a server that is not there', async () => {
  const { url } = await startRawServer(() => {});
  const endpoint = url.origin.replace(/\d+$/, '1');

  const ours = await outcome(endpoint, new SdkHandler(ATTEMPT_MS));

  expect(ours).toMatchObject({ error: 'Error', code: 'ECONNREFUSED', attempts: 2 });
  expect(ours).toEqual(await outcome(endpoint, THEIRS));
});

test('half an answer is repeated, and is a lost one after that', async () => {
  const half = OK.slice(0, -3);
  const passing = await startRawServer(({ socket, number }) => void socket.end(number === 0 ? half : OK));
  const lasting = await startRawServer(({ socket }) => void socket.end(half));

  expect(await outcome(passing.url.origin, new SdkHandler(ATTEMPT_MS))).toMatchObject({ attempts: 2 });
  expect(await outcome(lasting.url.origin, new SdkHandler(ATTEMPT_MS))).toMatchObject({
    error: 'TimeoutError',
    code: 'ECONNRESET',
  });
});

test('the limit of an attempt covers a body that does not come', async () => {
  const server = await startRawServer(sends(OK.slice(0, -3)));

  expect(await outcome(server.url.origin, new SdkHandler(ATTEMPT_MS))).toMatchObject({
    error: 'TimeoutError',
    code: 'ETIMEDOUT',
    attempts: 2,
  });
});

test('the request is the same as by its own handler', async () => {
  const [forUs, forThem] = [await startRawServer(sends(OK)), await startRawServer(sends(OK))];

  await outcome(forUs.url.origin, new SdkHandler(ATTEMPT_MS));
  await outcome(forThem.url.origin, THEIRS);

  expect(comparable(forUs.requests[0])).toEqual(comparable(forThem.requests[0]));
});

/** Lines of a request in order, without what differs each time. */
const comparable = (request: RawRequest | undefined): string[] =>
  (request?.text ?? '')
    .split('\r\n')
    .filter((line) => !/^(connection|host|amz-sdk-invocation-id|x-amz-date|authorization):/i.test(line))
    .sort();

test('what the handler does not send, it refuses', async () => {
  const handler = new SdkHandler(ATTEMPT_MS);
  const request = { protocol: 'http:', hostname: '127.0.0.1', method: 'POST', path: '/', headers: {} };

  await expect(handler.handle({ ...request, body: new ReadableStream() })).rejects.toThrow('stream');
  await expect(handler.handle({ ...request, query: { a: '1' } })).rejects.toThrow('query');
});
