import { connect } from 'node:net';
import { describe, expect, inject, test } from 'vitest';
import { SERVICE_NAMES, SERVICES } from '#shared/services';
import { createApi, send } from '#tests/support/api/client';
import { target } from '#tests/support/targets/target';

const { urls } = createApi(inject('urls'));
const BROWSER = { headers: { accept: 'text/html' } };
const UNKNOWN = { detail: 'Not Found', code: 'not_found', request_id: expect.any(String) };

describe.each(SERVICE_NAMES)('the %s service', (service) => {
  const url = urls[service];

  test('is healthy, and ready', async () => {
    expect(await send('GET', `${url}/health`)).toMatchObject({ status: 200, body: { status: 'healthy' } });
    expect(await send('GET', `${url}/health?deep=1`)).toMatchObject({
      status: 200,
      body: { status: 'healthy' },
    });
  });

  test('answers 404 for an unknown path, at any depth', async () => {
    for (const path of ['/', '/?a=1', '/nothing', '/nothing/at/all', '/nothing/', '/health/deeper']) {
      expect(await send('GET', url + path)).toMatchObject({ status: 404, body: UNKNOWN });
    }
  });

  test('answers 405 for a method that a path does not have', async () => {
    const answer = await send('DELETE', `${url}/health`);

    expect(answer).toMatchObject({
      status: 405,
      body: { detail: 'Method Not Allowed', code: 'method_not_allowed' },
    });
    expect(answer.headers.allow).toContain('GET');
  });

  test('echoes the request id on every answer, and makes one where it is odd', async () => {
    for (const path of ['/health', '/nothing']) {
      const given = await send('GET', url + path, { headers: { 'X-Request-Id': 'abc.DEF_1-2' } });
      expect(given.headers['x-request-id']).toBe('abc.DEF_1-2');
      const odd = await send('GET', url + path, { headers: { 'X-Request-Id': 'a b' } });
      expect(odd.headers['x-request-id']).toMatch(/^[\w.-]{1,128}$/);
    }
    const refused = await send('DELETE', `${url}/health`, { headers: { 'X-Request-Id': 'abc' } });
    expect(refused.headers['x-request-id']).toBe('abc');
    expect(refused.body.request_id).toBe('abc');
  });

  test('answers a preflight, and lets every origin read', async () => {
    const preflight = await send('OPTIONS', `${url}/health`, {
      headers: { origin: 'http://page.example', 'access-control-request-method': 'POST' },
    });

    expect([200, 204]).toContain(preflight.status);
    expect(preflight.headers['access-control-allow-origin']).toBe('*');
    expect(preflight.headers['access-control-allow-methods']).toContain('POST');
    expect(preflight.headers['access-control-allow-headers']).toContain('idempotency-key');
    for (const path of ['/health', '/nothing']) {
      expect((await send('GET', url + path)).headers['access-control-allow-origin']).toBe('*');
    }
  });

  test('serves its API pages with nothing from elsewhere', async () => {
    const docs = await send('GET', `${url}/docs`);
    const redoc = await send('GET', `${url}/redoc`);
    const description = await send('GET', `${url}/openapi.json`);

    expect(docs.headers['content-type']).toContain('text/html');
    expect(redoc.headers['content-type']).toContain('text/html');
    const root = await send('GET', `${url}/`, BROWSER);

    // The page at / links to the other ports of the host that was called.
    const ownLinks = root.text.replaceAll(`href="http://${new URL(url).hostname}:`, 'href="');
    expect(docs.text + redoc.text + ownLinks).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(root).toMatchObject({ status: 200, headers: { vary: 'Accept' } });
    expect(description).toMatchObject({ status: 200, body: { openapi: '3.1.0', servers: [{ url: '.' }] } });
    for (const page of [docs, redoc]) {
      const assets = [...page.text.matchAll(/(?:src|href)="(\.\/[^"]+)"/g)].map(([, path]) => path ?? '');
      expect(assets.length).toBeGreaterThan(0);
      for (const asset of assets)
        expect((await send('GET', new URL(asset, `${url}/`).href)).status).toBe(200);
    }
  });

  test('answers HEAD as GET, without the body', async () => {
    const onlyHeads = { 'x-request-id': 'head-1', accept: 'text/html' };
    for (const path of ['/health', '/health?deep=1', '/docs', '/redoc', '/openapi.json', '/', '/nothing']) {
      const get = await send('GET', url + path, { headers: onlyHeads });
      const head = await send('HEAD', url + path, { headers: onlyHeads });

      expect(head.text).toBe('');
      expect([head.status, head.headers['content-type'], head.headers['content-length']]).toEqual([
        get.status,
        get.headers['content-type'],
        get.headers['content-length'],
      ]);
    }
    expect((await send('DELETE', `${url}/health`)).headers.allow).toBe('GET, HEAD');
  });

  test('ignores a slash at the end of a path', async () => {
    for (const path of ['/health', '/docs', '/redoc']) {
      const plain = await send('GET', url + path);
      const slashed = await send('GET', `${url}${path}/`);

      expect([slashed.status, slashed.headers['content-type']]).toEqual([
        plain.status,
        plain.headers['content-type'],
      ]);
    }
    const document = await send('GET', `${url}/openapi.json/`);
    expect(document).toMatchObject({ status: 200, body: { servers: [{ url: '..' }] } });
    const docs = await send('GET', `${url}/docs/`);
    for (const [, asset = ''] of docs.text.matchAll(/(?:src|href)="(\.[^"]+)"/g))
      expect((await send('GET', new URL(asset, `${url}/docs/`).href, BROWSER)).status).toBe(200);
    expect((await send('OPTIONS', `${url}/health/`)).headers['access-control-allow-methods']).toBeDefined();
    expect((await send('DELETE', `${url}/health/`)).status).toBe(405);
  });

  // LocalStack reads targets and queries in its own way: docs/targets.md
  const testHere = test.skipIf(target.name === 'localstack');

  testHere('takes every form of a request that is legal', async () => {
    const headers = { ACCEPT: '*/*', 'X-RequesT-Id': 'odd-case' };
    for (const path of [
      '/health?',
      '/health?&',
      '/health?a',
      '/health?;',
      '/%68ealth',
      '/health?deep=&x=%20',
    ]) {
      const answer = await send('GET', url + path, { headers });
      expect(answer, path).toMatchObject({ status: 200, headers: { 'x-request-id': 'odd-case' } });
    }
    const { hostname, port } = new URL(url);
    for (const absolute of [`${url}/health`, `HTTP://other.example/health/?deep=1`]) {
      expect(await raw(hostname, Number(port), `GET ${absolute} HTTP/1.1\r\nhost: a\r\n`)).toContain(' 200 ');
    }
    expect(await raw(hostname, Number(port), 'OPTIONS * HTTP/1.1\r\nhost: a\r\n')).toContain(' 204 ');
    expect(await raw(hostname, Number(port), 'GET /health HTTP/1.0\r\n')).toContain(' 200 ');
  });

  testHere('refuses a query that is not UTF-8', async () => {
    expect(await send('GET', `${url}/health?a=%B1%E8`)).toMatchObject({
      status: 422,
      body: { detail: [{ type: 'encoding', loc: ['query', 'a'] }] },
    });
  });

  test('is reached through the gateway under its prefix, pages included', async () => {
    const prefix = `${urls.gateway}${SERVICES[service].prefix}`;

    expect(await send('GET', `${prefix}/health`)).toMatchObject({ status: 200, body: { status: 'healthy' } });
    expect((await send('GET', `${prefix}/docs`)).status).toBe(200);
    expect((await send('GET', `${prefix}/health/`)).status).toBe(200);
    for (const root of [prefix, `${prefix}/`]) {
      expect((await send('GET', root, BROWSER)).status).toBe(200);
      expect(await send('GET', root)).toMatchObject({ status: 404, body: UNKNOWN });
    }
    expect(await send('GET', `${prefix}/nothing`)).toMatchObject({ status: 404, body: UNKNOWN });
  });
});

test('the gateway knows its three prefixes and nothing else', async () => {
  for (const path of ['/', '/api', '/api/other/health', '/health', '/api/usersx/health']) {
    const headers = { 'x-request-id': 'gw-1' };
    const answer = await send('GET', urls.gateway + path, { headers, documented: false });
    expect(answer).toMatchObject({ status: 404, body: { ...UNKNOWN, request_id: 'gw-1' } });
    expect(answer.headers['x-request-id']).toBe('gw-1');
  }
});

// the shop, or behind nginx a page of links
test('the gateway has a page for browsers that leads to the services, and no broken link', async () => {
  const page = await send('GET', `${urls.gateway}/`, { headers: { accept: 'text/html,*/*;q=0.8' } });
  const paths = [...page.text.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path]) => path);
  const docs = Object.values(SERVICES).map(({ prefix }) => `${prefix}/docs`);

  expect(page).toMatchObject({ status: 200, headers: { vary: 'Accept' } });
  expect(paths).toEqual(expect.arrayContaining(docs));
  for (const path of paths) expect((await send('GET', urls.gateway + path, BROWSER)).status, path).toBe(200);
  expect((await send('POST', `${urls.gateway}/`, BROWSER)).status).toBe(404);
});

test('a body beyond 1 MB is 413', async () => {
  const json = { username: 'x'.repeat(1_100_000), email: 'a@example.com', password: 'p' };

  expect(await send('POST', `${urls.user}/signup`, { json })).toMatchObject({
    status: 413,
    body: { code: 'body_too_large' },
  });
});

/** The status line that a request written by hand gets. */
function raw(host: string, port: number, head: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.write(`${head}connection: close\r\n\r\n`));
    let answer = '';
    socket.on('data', (chunk: Buffer) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('end', () => resolve(answer.split('\r\n', 1)[0] ?? ''));
  });
}
