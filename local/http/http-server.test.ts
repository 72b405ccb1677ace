import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { call } from '#tests/support/engine/gateway-rig';
import { bodyOf, ERROR_FORM, echo, QUICK_LIMITS, startTestServer } from '#tests/support/engine/test-server';
import type { RequestHandler } from './boundary.ts';

const fails = (how: string): RequestHandler => {
  const handlers: Record<string, RequestHandler> = {
    'at once': () => {
      throw new RangeError('no such thing');
    },
    'in a promise': async () => {
      await sleep(1);
      throw new RangeError('no such thing');
    },
    'in a callback': (_, __, guard) => {
      setTimeout(
        guard(() => {
          throw new RangeError('no such thing');
        }),
        1,
      );
    },
    'in the promise of a callback': (_, __, guard) => {
      setTimeout(
        guard(() => Promise.reject(new RangeError('no such thing'))),
        1,
      );
    },
  };
  return handlers[how] ?? echo;
};

test.each(['at once', 'in a promise', 'in a callback', 'in the promise of a callback'])(
  'an error thrown %s is a 500 with a line in the log, and the connection stays open',
  async (how) => {
    let isBroken = true;
    const { url, lines } = await startTestServer((...args) => (isBroken ? fails(how) : echo)(...args));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());

    const answer = await call(agent, `${url}/x`, { headers: { 'x-request-id': 'mine' } });
    isBroken = false;

    expect(answer.status).toBe(500);
    expect(answer.headers).toMatchObject({ 'x-request-id': 'mine', 'access-control-allow-origin': '*' });
    expect(JSON.parse(answer.body)).toEqual({
      detail: 'Internal error',
      code: 'internal',
      request_id: 'mine',
    });
    expect(lines[0]).toBe('test: GET /x: RangeError: no such thing');
    expect((await call(agent, `${url}/y`)).status).toBe(200);
  },
);

test('an error thrown in the middle of an answer ends that connection only', async () => {
  const { connect, port } = await startTestServer(async (request, response) => {
    if (request.url === '/good') return response.end('good');
    response.write('half');
    await half.until('half');
    throw new Error('lost');
  });
  const half = connect();
  half.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n');

  expect(await half.closed()).toMatch(/half\r\n$/);
  expect(await (await fetch(`http://127.0.0.1:${port}/good`)).text()).toBe('good');
});

test('a port of the engine has the form of AWS, which no page may read', async () => {
  const { url } = await startTestServer(fails('at once'), { guarded: true });

  const answer = await fetch(url);

  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect(await answer.json()).toEqual({
    __type: 'InternalException',
    Type: 'User',
    message: 'Internal error',
  });
});

test.each([
  ['a path', 'GET /menus?a=1 HTTP/1.1', 'GET /menus?a=1 for localhost'],
  ['a URL', 'GET http://other:8001/menus?a=1 HTTP/1.1', 'GET /menus?a=1 for other:8001'],
  ['a URL in capitals', 'GET HTTP://other/menus HTTP/1.1', 'GET /menus for other'],
  ['a URL without a path', 'GET http://other HTTP/1.1', 'GET / for other'],
  ['a URL with a query only', 'GET http://other?a=1 HTTP/1.1', 'GET /?a=1 for other'],
  ['HTTP/1.0', 'GET /menus HTTP/1.0', 'GET /menus for localhost'],
  ['a prototype name', 'GET /__proto__/constructor HTTP/1.1', 'GET /__proto__/constructor for localhost'],
  ['a %00', 'GET /a%00b HTTP/1.1', 'GET /a%00b for localhost'],
  ['broken percent-encoding', 'GET /%zz HTTP/1.1', 'GET /%zz for localhost'],
  [
    'an upgrade that is not supported',
    'GET /x HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: websocket',
    'GET /x for localhost',
  ],
  ['a body on GET', 'GET /x HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc', 'GET /x for localhost'],
])('is served: %s', async (_, head, expected) => {
  const { connect } = await startTestServer(echo);
  const raw = connect();
  const [line, ...rest] = head.split('\r\n');

  raw.send([line, 'Host: localhost', ...rest].join('\r\n') + (rest.includes('') ? '' : '\r\n\r\n'));

  await raw.until(expected);
  expect(raw.received()).toMatch(/^HTTP\/1\.1 200 /);
});

test.each([
  ['no HTTP', 'NOT HTTP\r\n\r\n', 400],
  ['a NUL in the path', 'GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['a target of another scheme', 'GET ftp://a/b HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['a URL with a user', 'GET http://a@b/ HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['* for GET', 'GET * HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['a bad chunk size', 'POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
  ['a tunnel', 'CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n', 405],
  ['a tunnel to no place', 'CONNECT %zz HTTP/1.1\r\nHost: a\r\n\r\n', 405],
  ['an unknown expectation', 'GET / HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n\r\n', 417],
  ['a target without end', `GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431],
  ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\n${'X: y\r\n'.repeat(30_000)}\r\n`, 431],
])('is refused in the form of the port: %s', async (_, bytes, status) => {
  const { connect, url } = await startTestServer(echo);
  const raw = connect();

  raw.send(bytes);

  await raw.until('request_id');
  expect(raw.received()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(raw.received().match(/HTTP\/1\.1/g)).toHaveLength(1);
  expect(raw.received().toLowerCase()).toContain('x-request-id: ');
  expect(bodyOf(raw.received())).toEqual(ERROR_FORM);
  expect((await fetch(url)).status).toBe(200);
});

test('a refused connection is closed, however long the caller keeps it', async () => {
  const { connect } = await startTestServer(echo, { limits: QUICK_LIMITS });
  for (const bytes of ['NOT HTTP\r\n\r\n', 'CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n']) {
    const raw = connect();
    raw.send(bytes);
    expect(await raw.closed()).toMatch(/^HTTP\/1\.1 40[05] /);
  }
});

test('OPTIONS * lists the methods of the server', async () => {
  const { connect } = await startTestServer(echo);
  const raw = connect();

  raw.send('OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n');

  await raw.until('\r\n\r\n');
  expect(raw.received()).toMatch(/^HTTP\/1\.1 204 [\s\S]*allow: GET, HEAD, POST/);
});

test('a request with Expect: 100-continue gets 100 Continue', async () => {
  const { connect } = await startTestServer(echo);
  const raw = connect();
  raw.send('POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n');
  await raw.until('100 Continue');

  raw.send('ab');

  await raw.until('POST /x for a');
});

test('pipelined requests are answered in order, and the error of a broken one comes last', async () => {
  const { connect } = await startTestServer(async (request, response) => {
    await sleep(request.url === '/slow' ? 30 : 0);
    response.end(request.url);
  });
  const raw = connect();

  raw.send('GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET /quick HTTP/1.1\r\nHost: a\r\n\r\nNONSENSE\r\n\r\n');

  await raw.until('bad_request');
  const order = ['/slow', '/quick', 'bad_request'].map((text) => raw.received().indexOf(text));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});
