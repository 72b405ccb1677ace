import { once } from 'node:events';
import http, { type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { callAsPages, callWith } from '#tests/support/engine/page-calls';
import { openDynamoDbFront } from './dynamodb-front.ts';

/** Stand-in for Dynoxide: every Origin may read its answers. */
async function openStore(answer: RequestListener): Promise<number> {
  const store = http.createServer((request, response) => {
    const { origin } = request.headers;
    response.setHeader('x-saw-origin', origin ?? 'none');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('Access-Control-Max-Age', '172800');
    answer(request, response);
  });
  store.listen(0, '127.0.0.1');
  await once(store, 'listening');
  onTestFinished(() => {
    store.close();
    store.closeAllConnections();
  });
  return (store.address() as AddressInfo).port;
}

async function openFront(storePort: number): Promise<number> {
  const front = await openDynamoDbFront(0, { host: '127.0.0.1', port: storePort });
  onTestFinished(() => front.close());
  return front.port;
}

const frontOf = async (answer: RequestListener): Promise<number> => openFront(await openStore(answer));

test('forwards calls with their bodies, and removes permissions for pages from answers', async () => {
  const port = await frontOf(async (request, response) => {
    const body = await text(request);
    response.setHeader('x-amz-crc32', '7');
    response.end(`${request.method} ${request.url} ${request.headers['x-amz-target']} ${body.length}`);
  });
  const body = 'x'.repeat(1_000_000);

  const answer = await callWith(
    `http://127.0.0.1:${port}/a?b=c`,
    { 'x-amz-target': 'GetItem', origin: `http://localhost:${port}` },
    { body },
  );

  expect(answer.body).toBe('POST /a?b=c GetItem 1000000');
  expect(answer.headers).toMatchObject({ 'x-amz-crc32': '7', 'x-saw-origin': 'none' });
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('no call of a web page of others reaches the store', async () => {
  let calls = 0;
  const port = await frontOf((_, response) => {
    calls++;
    response.end();
  });

  const answers = await callAsPages(`http://127.0.0.1:${port}/`, {});

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
  expect(calls).toBe(0);
});

test('keeps calls on one connection in order', async () => {
  const port = await frontOf((request, response) => {
    const slow = request.url === '/first';
    setTimeout(() => response.end(`${request.url} `), slow ? 50 : 0);
  });
  const socket = connect({ port, host: '127.0.0.1' });
  const call = (path: string, more = '') =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n${more}\r\n`;

  socket.write(call('/first') + call('/second') + call('/third', 'Connection: close\r\n'));

  expect((await text(socket)).match(/\/\w+ /g)).toEqual(['/first ', '/second ', '/third ']);
});

test('a call is cancelled when its caller leaves', async () => {
  let state = 'waiting';
  const port = await frontOf((request) => {
    state = 'arrived';
    request.socket.once('close', () => {
      state = 'gone';
    });
  });
  const request = http.request({ port, host: '127.0.0.1', method: 'POST' });
  request.on('error', () => undefined);
  request.end('{}');
  await expect.poll(() => state).toBe('arrived');

  request.destroy();

  await expect.poll(() => state).toBe('gone');
});

test('reports that the store is down', async () => {
  const port = await openFront(1);

  const down = await callWith(`http://127.0.0.1:${port}/`, {}, { body: 'x'.repeat(1_000_000) });

  expect([down.status, down.body]).toEqual([503, expect.stringContaining('ServiceUnavailable')]);
});

test('does not forward hop-by-hop headers', async () => {
  const port = await frontOf((request, response) =>
    response.end(Object.keys(request.headers).sort().join(' ')),
  );
  const socket = connect(port, '127.0.0.1');

  // Node's own client refuses to send a trailer like this one.
  socket.write(
    'POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close, te\r\nTE: trailers\r\nTrailer: content-length\r\n' +
      'Upgrade: h2c\r\nContent-Length: 2\r\n\r\n{}',
  );

  expect(await text(socket)).toContain('connection content-length host');
});
