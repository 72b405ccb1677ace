import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { ANY_PORTS } from '#local/http/any-ports';
import { testFolder } from '#tests/support/engine/gateway-rig';
import { FUNCTIONS, failure, optionsFor, SAY } from '#tests/support/engine/small-system';
import { startTestEngine } from '#tests/support/engine/test-engine';
import { processesWith } from '#tests/support/programs/processes-with';
import { EngineError } from '../host/engine-error.ts';

test('a function that cannot start is reported in one sentence, and nothing is left running', async () => {
  const folder = testFolder();
  const broken = { source: `throw new Error('ORDERS_TABLE is missing');`, route: 'GET /broken' };
  const options = await optionsFor({ hello: { source: SAY(`'hello'`) }, broken }, folder);

  const error = await failure({ ...options, warmUp: true });

  expect(error).toBeInstanceOf(EngineError);
  expect(error.message).toBe('The function order/broken cannot start: Error: ORDERS_TABLE is missing');
});

test('a taken port is reported before anything is started', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const progress: string[] = [];
  const options = await optionsFor(FUNCTIONS, testFolder());

  const error = await failure({
    ...options,
    ports: { ...ANY_PORTS, order: port },
    onProgress: (step) => progress.push(step),
  });

  expect(error.message).toContain(`Port ${port} (order service) is taken`);
  expect(progress).toEqual([]);
});

test('a missing backend stops the start, and nothing is left running', async () => {
  const { templates: _, ...options } = await optionsFor({}, testFolder());

  const error = await failure({ ...options, external: { redis: 'redis://127.0.0.1:1' } });

  expect(error.message).toContain('where REDIS_URL points');
  expect(processesWith(options.dataDir ?? 'none')).toEqual([]);
});

test('a broken template stops the start', async () => {
  const options = await optionsFor({ a: { properties: { Runtime: 'java25' } } }, testFolder());

  expect((await failure(options)).message).toContain('needs the runtime java25');
});

test('an aborted start ends in order, and the folder can be used again at once', async () => {
  const options = await optionsFor({ hello: { source: SAY(`'hello'`), route: 'GET /hello' } }, testFolder());
  const callOff = new AbortController();
  const starting = failure({ ...options, signal: callOff.signal, onProgress: () => callOff.abort() });

  expect((await starting).message).toBe('Stopped while starting.');

  const again = await startTestEngine(options);
  expect((await fetch(`${again.urls.order}/hello`)).status).toBe(200);
  await again.dispose();
});
