import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { beforeAll, describe, expect, test } from 'vitest';
import { openApi } from '#shared/http/openapi';
import { type BuildReport, buildFunctions } from '#stacks/build';
import { bundlesOf, DEPLOYED_SERVICES } from '#stacks/services';
import { temporaryFolder } from './synthesis.ts';

const BUILD_MS = 60_000;
const ENTRIES = DEPLOYED_SERVICES.flatMap(bundlesOf);
const LAMBDA_PAYLOAD_BYTES = 6_000_000;

// One build serves the whole file: it takes longer than all tests together.
let dist: string;
let report: BuildReport;
beforeAll(async () => {
  dist = temporaryFolder();
  mkdirSync(join(dist, 'user', 'get-avatar'), { recursive: true });
  writeFileSync(join(dist, 'user', 'get-avatar', 'index.mjs'), '');
  report = await buildFunctions({ force: true, outdir: dist });
}, BUILD_MS);

test.each(ENTRIES)(
  '$service/$name is a bundle with a source map that it does not name',
  ({ service, name }) => {
    const file = join(dist, service, name, 'index.mjs');

    expect(existsSync(`${file}.map`)).toBe(true);
    expect(readFileSync(file, 'utf8').slice(-200)).not.toContain('sourceMappingURL');
  },
);

test('a second build does nothing, and removes nothing', async () => {
  const file = join(dist, 'user', 'not-found', 'index.mjs');
  const before = statSync(file).mtimeMs;

  expect(await buildFunctions({ outdir: dist })).toMatchObject({ built: false, sizes: [] });
  expect(statSync(file).mtimeMs).toBe(before);
});

test('a forced build measures every bundle and removes those of functions that are no more', () => {
  const { built, sizes } = report;

  expect(built).toBe(true);
  expect(sizes.map(({ name }) => name).sort()).toEqual(ENTRIES.map((e) => `${e.service}/${e.name}`).sort());
  expect(existsSync(join(dist, 'user', 'get-avatar'))).toBe(false);
});

// a variable of the order service's pages, which show where users log in
process.env.USER_SERVICE_URL = 'http://users.example/stage';

describe.each(DEPLOYED_SERVICES)('the pages of the $api.service service', ({ api }) => {
  const get = async (resource: string, proxy?: string, path?: string): Promise<APIGatewayProxyResult> => {
    const { handler } = await import(join(dist, api.service, 'docs', 'index.mjs'));
    const event = {
      httpMethod: 'GET',
      resource,
      path: path ?? resource.replace('{proxy+}', proxy ?? ''),
      headers: { 'x-request-id': 'mine' },
      pathParameters: proxy === undefined ? null : { proxy },
    };
    return handler(event, { awsRequestId: 'invocation' });
  };

  test.each(['/docs', '/redoc'])('%s loads nothing but what stands beside it', async (page) => {
    const { statusCode, headers, body } = await get(page);
    const addresses = [...body.matchAll(/<(?!a )[^>]*(?:src|href)="([^"]*)"/g)].map(
      ([, address]) => address ?? '',
    );
    const assets = addresses.filter((address) => !address.startsWith('data:'));

    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringMatching(/^default-src 'self';/),
      'x-request-id': 'mine',
    });
    expect(assets.length).toBeGreaterThan(0);
    for (const asset of assets) {
      const [, name] = /^\.\/docs\/([\w.-]+)\?v=[0-9a-f]{12}$/.exec(asset) ?? [];
      expect(await get('/docs/{proxy+}', name)).toMatchObject({
        statusCode: 200,
        headers: { 'cache-control': 'public, max-age=31536000, immutable' },
      });
    }
  });

  test.each(['/docs', '/redoc'])(
    '%s links to the other pages and to the page of the service',
    async (page) => {
      const linksOf = async (path: string) =>
        [...(await get(page, undefined, path)).body.matchAll(/<a [^>]*href="([^"]*)"/g)].map(
          ([, to = '']) => new URL(to, `http://gateway/api/orders${path}`).pathname,
        );

      const expected = ['/', '/docs', '/redoc', '/openapi.json', '/health'].map(
        (path) => `/api/orders${path}`,
      );
      expect(await linksOf(page)).toEqual(expected);
      expect(await linksOf(`${page}/`)).toEqual(expected);
    },
  );

  test.each(['swagger-ui.css', 'swagger-ui.js', 'redoc.js'])(
    '%s is text, and fits into an answer',
    async (name) => {
      const answer = await get('/docs/{proxy+}', name);

      expect(answer.isBase64Encoded).toBeFalsy();
      expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(LAMBDA_PAYLOAD_BYTES);
    },
  );

  test("ReDoc's logo is not asked for", async () => {
    const { body } = await get('/docs/{proxy+}', 'redoc.js');

    expect(body).not.toContain('cdn.redoc.ly');
    expect(body).toContain('src:"data:,"');
  });

  test('the document is the one of the route table', async () => {
    const { body } = await get('/openapi.json');

    const tokenUrl = api.service === 'order' ? 'http://users.example/stage/login' : './login';
    expect(JSON.parse(body)).toEqual(openApi(api, { tokenUrl }));
  });

  test('an unknown asset is a 404 like any other', async () => {
    const { statusCode, body } = await get('/docs/{proxy+}', '../index.mjs');

    expect(statusCode).toBe(404);
    expect(JSON.parse(body)).toEqual({ detail: 'Not Found', code: 'not_found', request_id: 'mine' });
  });

  test.each(['/docs', '/redoc'])(
    '%s/ is the same page, with relative addresses that are right there',
    async (page) => {
      const { statusCode, body } = await get(page, undefined, `${page}/`);
      const plain = await get(page);

      expect(statusCode).toBe(200);
      expect(body).not.toBe(plain.body);
      expect(body.replaceAll('../', './').replace('openapi.json/', 'openapi.json')).toBe(plain.body);
    },
  );
});

test('a folder that cannot be written is refused in one sentence', { timeout: BUILD_MS }, async () => {
  await expect(buildFunctions({ outdir: '/dev/null/dist' })).rejects.toThrow(
    /^the functions cannot be written to \/dev\/null\/dist \(ENO[^\n]*\); build in a checkout that you may write to$/,
  );
});
