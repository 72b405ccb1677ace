import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { type RawRequest, startRawServer } from '#tests/support/http/raw-server';
import { createAwsClient } from './client.ts';
import { sdkOptions } from './sdk-options.ts';

const ATTEMPT_MS = 200;
const GET = { TableName: 'orders', Key: { pk: { S: 'order#7' } } };
const answer = (status: number, body: object, more = ''): string => {
  const text = JSON.stringify(body);
  return `HTTP/1.1 ${status} X\r\ncontent-type: application/x-amz-json-1.0\r\nx-amzn-requestid: r-1\r\n${more}content-length: ${text.length}\r\n\r\n${text}`;
};
const OK = answer(200, { Item: { pk: { S: 'order#7' } } });
const refusal = (status: number, type: string): string =>
  answer(status, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'no' });

const PLACE = { region: 'eu-north-1', accessKeyId: 'test', secretAccessKey: 'test' };

interface Outcome {
  readonly found?: unknown;
  readonly error?: string;
  readonly code?: unknown;
  readonly attempts: unknown;
}
/** What a caller gets of two attempts. */
type Caller = (url: URL) => Promise<Outcome>;

const ours: Caller = async (url) => {
  const client = createAwsClient({ service: 'dynamodb', attemptMs: ATTEMPT_MS, place: { ...PLACE, url } });
  onTestFinished(() => client.close());
  let attempts = 1;
  const onRepeat = () => {
    attempts++;
  };
  try {
    const { Item } = await client.call('GetItem', GET, onRepeat);
    return { found: Item, attempts };
  } catch (error) {
    const { name, code } = error as Error & { code?: string };
    return { error: name, code, attempts };
  }
};

/** The same by AWS's own client. */
const theirs: Caller = async (url) => {
  const client = new DynamoDBClient({
    endpoint: url.origin,
    region: PLACE.region,
    credentials: PLACE,
    ...sdkOptions(ATTEMPT_MS),
  });
  onTestFinished(() => client.destroy());
  try {
    const { Item, $metadata } = await client.send(new GetItemCommand(GET));
    return { found: Item, attempts: $metadata.attempts };
  } catch (error) {
    const { name, code, $metadata } = error as Error & { code?: string; $metadata?: { attempts?: number } };
    return { error: name, code, attempts: $metadata?.attempts };
  }
};

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
])('%s is what it is by AWS’s own client', async (_what, onRequest, expected) => {
  const [forUs, forThem] = [await startRawServer(onRequest), await startRawServer(onRequest)];

  const outcome = await ours(forUs.url);

  expect(outcome).toMatchObject(expected);
  expect(outcome).toEqual(await theirs(forThem.url));
  expect(forUs.requests).toHaveLength(forThem.requests.length);
});

test('so is a server that is not there', async () => {
  const { url } = await startRawServer(() => {});
  const nowhere = new URL(url.origin.replace(/\d+$/, '1'));

  const outcome = await ours(nowhere);

  expect(outcome).toMatchObject({ error: 'Error', code: 'ECONNREFUSED', attempts: 2 });
  expect(outcome).toEqual(await theirs(nowhere));
});

test('half an answer is repeated, and is a lost one after that', async () => {
  const half = OK.slice(0, -3);
  const passing = await startRawServer(({ socket, number }) => void socket.end(number === 0 ? half : OK));
  const lasting = await startRawServer(({ socket }) => void socket.end(half));

  expect(await ours(passing.url)).toMatchObject({ attempts: 2 });
  expect(await ours(lasting.url)).toMatchObject({ error: 'TimeoutError', code: 'ECONNRESET' });
});

test('the limit of an attempt covers a body that does not come', async () => {
  const server = await startRawServer(sends(OK.slice(0, -3)));

  expect(await ours(server.url)).toMatchObject({ error: 'TimeoutError', code: 'ETIMEDOUT', attempts: 2 });
});

test('the request is that of AWS’s own client, without what that client says of itself', async () => {
  const [forUs, forThem] = [await startRawServer(sends(OK)), await startRawServer(sends(OK))];

  await ours(forUs.url);
  await theirs(forThem.url);

  expect(comparable(forUs.requests[0])).toEqual(comparable(forThem.requests[0]));
});

/** Lines of a request in order, without what differs each time and what a server does not need. */
const comparable = (request: RawRequest | undefined): string[] =>
  (request?.text ?? '')
    .split('\r\n')
    .filter((line) => !/^(amz-sdk|x-amz-user-agent|user-agent)/i.test(line))
    .filter((line) => !/^(connection|host|x-amz-date|authorization|x-amz-content-sha256):/i.test(line))
    .sort();

test('a refusal keeps what the service says about it', async () => {
  const item = { pk: { S: 'order#7' }, status: { S: 'confirmed' } };
  const body = { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', Item: item };
  const { url } = await startRawServer(
    sends(answer(400, { ...body, message: 'The conditional request failed' })),
  );
  const client = createAwsClient({ service: 'dynamodb', attemptMs: ATTEMPT_MS, place: { ...PLACE, url } });

  await expect(client.call('PutItem', {})).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
    message: 'The conditional request failed',
    status: 400,
    details: { Item: item },
  });
  client.close();
});

test.each(['<html>Bad gateway</html>', '', '[]', 'null', '{"__type":7}'])(
  'an error whose body is %j has a name all the same',
  async (text) => {
    const bad = `HTTP/1.1 400 X\r\ncontent-length: ${text.length}\r\n\r\n${text}`;
    const { url } = await startRawServer(sends(bad));
    const client = createAwsClient({ service: 'sqs', attemptMs: ATTEMPT_MS, place: { ...PLACE, url } });

    await expect(client.call('SendMessage', {})).rejects.toMatchObject({
      name: 'UnknownError',
      message: 'answered 400',
    });
    client.close();
  },
);
