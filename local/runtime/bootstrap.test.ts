import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const BOOTSTRAP = join(import.meta.dirname, 'bootstrap.mjs');
const API = '/2018-06-01/runtime/';

/**
 * Runs a handler against a Runtime API over TCP, which sends events in chunks as sam's does and 410 after the last one.
 */
async function run(handler: string, events: readonly unknown[]) {
  const folder = mkdtempSync(join(tmpdir(), 'bootstrap-'));
  writeFileSync(join(folder, 'index.mjs'), handler);
  const posts: { path: string; body: unknown; ends?: unknown }[] = [];
  const waiting = [...events];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = (request.url ?? '').slice(API.length);
    if (request.method === 'POST') {
      const ends = request.headers['local-environment-ends'];
      posts.push({ path, body: JSON.parse(Buffer.concat(chunks).toString()), ...(ends && { ends }) });
      response.writeHead(202).end('{"status":"OK"}');
    } else if (waiting.length === 0) response.writeHead(410).end();
    else {
      response.writeHead(200, {
        'Lambda-Runtime-Aws-Request-Id': `r-${events.length - waiting.length}`,
        'Lambda-Runtime-Deadline-Ms': Date.now() + 60_000,
        'Lambda-Runtime-Invoked-Function-Arn': 'arn:f',
      });
      response.write(' ');
      response.end(JSON.stringify(waiting.shift()));
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });
  const child = spawn(process.execPath, [BOOTSTRAP], {
    env: {
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${(server.address() as AddressInfo).port}`,
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: 'index.handler',
    },
    stdio: 'ignore',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exitCode = await new Promise((done) => child.once('exit', done));
  return { posts, exitCode, asked: () => events.length - waiting.length };
}

test('over TCP, events of any length are answered in their order, and the end of the API ends the process', async () => {
  const long = 'x'.repeat(100_000);
  const { posts, exitCode } = await run(
    `export const handler = async (event, context) => [event.text.length, context.awsRequestId];`,
    [{ text: long }, { text: '' }],
  );

  expect(posts).toEqual([
    { path: 'invocation/r-0/response', body: [100_000, 'r-0'] },
    { path: 'invocation/r-1/response', body: [0, 'r-1'] },
  ]);
  expect(exitCode).toBe(0);
});

test('an error is sent as AWS sends it, with its trace as a list of lines', async () => {
  const { posts } = await run(
    `export const handler = async (event) => { throw event.odd ? 'text' : new RangeError('no'); };`,
    [{}, { odd: true }],
  );

  expect(posts).toEqual([
    {
      path: 'invocation/r-0/error',
      body: {
        errorType: 'RangeError',
        errorMessage: 'no',
        trace: expect.arrayContaining(['RangeError: no', expect.stringMatching(/^ +at .*index\.mjs/)]),
      },
    },
    { path: 'invocation/r-1/error', body: { errorType: 'string', errorMessage: 'text', trace: [] } },
  ]);
});

test('a module that cannot be loaded is reported, and ends the process', async () => {
  const { posts, exitCode } = await run(`throw new Error('no start');`, []);

  expect(posts).toMatchObject([{ path: 'init/error', body: { errorMessage: 'no start' } }]);
  expect(exitCode).toBe(1);
});

test('a function that sets an exit code answers, and its process ends in place of asking for another event', async () => {
  const { posts, exitCode, asked } = await run(
    `export const handler = async (event) => { if (event.last) process.exitCode = 0; return event; };`,
    [{}, { last: true }, {}],
  );

  expect(posts.map(({ path, ends }) => [path, ends])).toEqual([
    ['invocation/r-0/response', undefined],
    ['invocation/r-1/response', '1'],
  ]);
  expect(asked()).toBe(2);
  expect(exitCode).toBe(0);
});
