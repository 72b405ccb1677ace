import { describe, expect, inject, test } from 'vitest';
import { createApi, send } from './client.ts';

const { urls } = createApi(inject('urls'));
const SERVICES = ['user', 'restaurant', 'order'] as const;
const UNKNOWN = { detail: 'Not Found', code: 'not_found', request_id: expect.any(String) };

describe.each(SERVICES)('the %s service', (service) => {
  const url = urls[service];

  test('is healthy, and ready', async () => {
    expect(await send('GET', `${url}/health`)).toMatchObject({ status: 200, body: { status: 'healthy' } });
    expect(await send('GET', `${url}/health?deep=1`)).toMatchObject({
      status: 200,
      body: { status: 'healthy' },
    });
  });

  test('answers 404 for an unknown path, at any depth', async () => {
    for (const path of ['/', '/nothing', '/nothing/at/all', '/health/deeper']) {
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
    expect(docs.text + redoc.text).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(description).toMatchObject({ status: 200, body: { openapi: '3.1.0', servers: [{ url: '.' }] } });
    for (const page of [docs, redoc]) {
      const assets = [...page.text.matchAll(/(?:src|href)="(\.\/[^"]+)"/g)].map(([, path]) => path ?? '');
      expect(assets.length).toBeGreaterThan(0);
      for (const asset of assets)
        expect((await send('GET', new URL(asset, `${url}/`).href)).status).toBe(200);
    }
  });

  test('is reached through the gateway under its prefix, pages included', async () => {
    const prefix = `${urls.gateway}/api/${{ user: 'users', restaurant: 'restaurants', order: 'orders' }[service]}`;

    expect(await send('GET', `${prefix}/health`)).toMatchObject({ status: 200, body: { status: 'healthy' } });
    expect((await send('GET', `${prefix}/docs`)).status).toBe(200);
    expect(await send('GET', `${prefix}/nothing`)).toMatchObject({ status: 404, body: UNKNOWN });
  });
});

test('the gateway knows its three prefixes and nothing else', async () => {
  for (const path of ['/', '/api', '/api/other/health', '/health', '/api/usersx/health']) {
    const answer = await send('GET', urls.gateway + path, { headers: { 'x-request-id': 'gw-1' } });
    expect(answer).toMatchObject({ status: 404, body: { ...UNKNOWN, request_id: 'gw-1' } });
    expect(answer.headers['x-request-id']).toBe('gw-1');
  }
});

test('a body beyond 1 MB is 413', async () => {
  const json = { username: 'x'.repeat(1_100_000), email: 'a@example.com', password: 'p' };

  expect(await send('POST', `${urls.user}/signup`, { json })).toMatchObject({
    status: 413,
    body: { code: 'body_too_large' },
  });
});
