import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { logsBody, traceIdFor, tracesBody } from '#tests/support/engine/test-spans';
import { startTracesServer } from '#tests/support/engine/traces-server';

test('spans and log lines that are posted can be read back by the id of their trace', async () => {
  const { add, post, get } = await startTracesServer();

  const answer = await add('order', [{ trace: 'a', id: '1', name: 'POST /orders', tookMs: 7 }]);
  expect([answer.status, await answer.json()]).toEqual([200, {}]);
  await post('/v1/logs', logsBody('order', [{ trace: 'a', span: '1', body: 'placed' }]));

  expect(JSON.parse((await get(`/traces/${traceIdFor('a').toUpperCase()}.json`)).text)).toMatchObject({
    traceId: traceIdFor('a'),
    spans: [{ name: 'POST /orders', service: 'order', durationMs: 7, parentSpanId: null }],
    logs: [{ body: 'placed' }],
    linkedFrom: [],
    missingParents: [],
  });
});

test('the list may end at an instant: traces that began later are left out', async () => {
  const { add, get } = await startTracesServer();
  await add('order', [{ trace: 'a', id: '1' }]);
  await add('order', [{ trace: 'b', id: '1', atMs: 5_000 }]);
  const listed = async (query: string): Promise<{ traceId: string; startMs: number }[]> =>
    JSON.parse((await get(`/traces.json${query}`)).text).traces;

  const [later, earlier] = await listed('');
  expect([earlier?.traceId, later?.traceId]).toEqual([traceIdFor('a'), traceIdFor('b')]);
  const until = async (ms = 0) => (await listed(`?until=${ms}`)).map(({ traceId }) => traceId);
  expect(await until(earlier?.startMs)).toEqual([earlier?.traceId]);
  expect(await until(later?.startMs)).toHaveLength(2);
});

test('a trace that came late stands where it began', async () => {
  const { add, get } = await startTracesServer();
  await add('order', [{ trace: 'b', id: '1', atMs: 5_000 }]);
  await add('order', [{ trace: 'a', id: '1' }]);

  const { traces } = JSON.parse((await get('/traces.json')).text);
  expect(traces.map(({ traceId }: { traceId: string }) => traceId)).toEqual([
    traceIdFor('b'),
    traceIdFor('a'),
  ]);
});

test('a body may be gzipped, and is forwarded unzipped and unchanged', async () => {
  const passed: [string, string][] = [];
  const { post, get } = await startTracesServer((signal, body) => passed.push([signal, String(body)]));
  const traces = tracesBody('order', [{ trace: 'a', id: '1' }]);
  const metric = { name: 'x', sum: { dataPoints: [{ asInt: 1 }, { asInt: 2 }] } };
  const metrics = JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics: [metric] }] }] });

  expect((await post('/v1/traces', gzipSync(traces), { 'content-encoding': 'gzip' })).status).toBe(200);
  expect((await post('/v1/metrics', metrics)).status).toBe(200);

  expect((await get(`/traces/${traceIdFor('a')}.json`)).status).toBe(200);
  expect(passed).toEqual([
    ['traces', String(traces)],
    ['metrics', metrics],
  ]);
});

test.each([
  ['protobuf', 415, { 'content-type': 'application/x-protobuf' }, 'x', /only OTLP as JSON.*http\/json/i],
  ['another packing', 415, { 'content-encoding': 'br' }, '{}', /gzip/],
  ['no gzip', 400, { 'content-encoding': 'gzip' }, 'x', /cannot be unpacked/],
  ['nothing', 400, {}, '', /not a JSON object/],
  ['half of an object', 400, {}, '{"resourceSpans"', /not a JSON object/],
  ['a list', 400, {}, ' []\n', /not a JSON object/],
  ['too much', 413, {}, ' '.repeat(6 * 1024 * 1024 + 1), /at most 6 MB/],
  ['a packed flood', 400, { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(40_000_000)), /unpacked/],
])('%s is refused in one sentence', async (_, status, headers, body, sentence) => {
  const { post } = await startTracesServer();

  const answer = await post('/v1/traces', body, headers);

  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual({ message: expect.stringMatching(sentence) });
});

test('invalid JSON and invalid spans are skipped and counted, and the rest is stored', async () => {
  const { post, get, buffer } = await startTracesServer();
  const good = JSON.parse(tracesBody('order', [{ trace: 'a', id: '1' }]).toString());
  good.resourceSpans.push({ scopeSpans: [{ spans: [{ traceId: 'short', startTimeUnixNano: '1' }] }] });

  const answers = [await post('/v1/traces', ' {no JSON}\n'), await post('/v1/traces', JSON.stringify(good))];

  expect(await Promise.all(answers.map(async (answer) => [answer.status, await answer.json()]))).toEqual([
    [200, {}],
    [200, {}],
  ]);
  expect((await get(`/traces/${traceIdFor('a')}.json`)).status).toBe(200);
  expect(buffer.skipped).toBe(2);
});

test('invalid attributes and links do no harm', async () => {
  const { post, get } = await startTracesServer();
  const body = JSON.parse(tracesBody('order', [{ trace: 'a', id: '1' }]).toString());
  Object.assign(body.resourceSpans[0].scopeSpans[0].spans[0], { attributes: [null, 7], links: [null] });

  await post('/v1/traces', JSON.stringify(body));

  expect(JSON.parse((await get(`/traces/${traceIdFor('a')}.json`)).text).spans).toHaveLength(1);
});

test('an unknown id, the id of an evicted trace and an invalid id get different answers', async () => {
  const { add, get } = await startTracesServer();
  for (const trace of ['1', '2', '3', '4', '5', '6']) await add('order', [{ trace, id: '1' }]);

  const [unknown, gone, bad] = await Promise.all(
    [traceIdFor('9'), traceIdFor('1'), 'x'].map((id) => get(`/traces/${id}.json`)),
  );

  expect([unknown?.status, gone?.status, bad?.status]).toEqual([404, 404, 400]);
  expect(unknown?.text).toContain('There is no trace 0000');
  expect(gone?.text).toContain('only the last 5 are kept');
  expect(bad?.text).toContain('32 hexadecimal digits');
  expect(JSON.parse((await get('/traces/x.json')).text)).toMatchObject({
    message: expect.stringContaining('32 hexadecimal'),
  });
});

test('if bodies were dropped before they were read, an unknown id may have been in one of them', async () => {
  const { add, get } = await startTracesServer(undefined, { waitingBytes: 1_500 });
  for (const trace of ['1', '2', '3', '4']) await add('order', [{ trace, id: '1' }]);

  const { status, text } = await get(`/traces/${traceIdFor('1')}.json`);

  expect(status).toBe(404);
  expect(text).toContain('Or it was dropped before it was read');
  expect((await get(`/traces/${traceIdFor('4')}.json`)).status).toBe(200);
});

test('the list is filtered by text, service, error, fault and duration', async () => {
  const { add, get } = await startTracesServer();
  const order = { 'food.order.id': 'order-77' };
  await add('order', [{ trace: 'a', id: '1', name: 'POST /orders', tookMs: 50, attributes: order }]);
  await add('user', [{ trace: 'b', id: '2', name: 'GET /users', atMs: 1, error: 'broken' }]);
  const fault = { 'chaos.fault': 'delay' };
  await add('user', [{ trace: 'c', id: '3', name: 'GET /users', atMs: 2, attributes: fault }]);
  const names = async (query: string): Promise<string[]> =>
    JSON.parse((await get(`/traces.json?${query}`)).text).traces.map(({ traceId }: { traceId: string }) =>
      traceId.slice(-1),
    );

  expect(await names('')).toEqual(['c', 'b', 'a']);
  expect(await names('q=get+/USERS')).toEqual(['c', 'b']);
  expect(await names('q=order-77')).toEqual(['a']);
  expect(await names('q=order-78')).toEqual([]);
  expect(await names('service=order')).toEqual(['a']);
  expect(await names('error=1')).toEqual(['b']);
  expect(await names('chaos=1')).toEqual(['c']);
  expect(await names('min=20')).toEqual(['a']);
  expect(await names('limit=1&min=nonsense')).toEqual(['c']);
  expect(JSON.parse((await get('/traces.json?limit=1')).text)).toMatchObject({ hasMore: true, kept: 3 });
  expect(JSON.parse((await get('/traces.json?limit=3')).text)).toMatchObject({ hasMore: false });
});

test('the list is filtered by the state of the order, and a failed order is a failure without any error', async () => {
  const { add, get } = await startTracesServer();
  const states = [
    ['failed', 'payment_failed'],
    ['failed', 'out_of_stock'],
    ['cancelled', 'confirmed'],
  ];
  for (const [at, [status = '', outcome = '']] of states.entries()) {
    const attributes = {
      'food.order.status': status,
      'food.order.outcome': outcome,
      'food.order.id': at + 7,
    };
    await add('order', [{ trace: `${at + 1}`, id: '1', name: 'POST /orders', atMs: at, attributes }]);
  }
  const found = async (query: string): Promise<string[]> =>
    JSON.parse((await get(`/traces.json?${query}`)).text).traces.map(({ order }: { order: string }) => order);

  expect(await found('order=failed')).toEqual(['failed: out_of_stock', 'failed: payment_failed']);
  expect(await found('order=payment_failed')).toEqual(['failed: payment_failed']);
  expect(await found('order=cancelled')).toEqual(['cancelled']);
  expect(await found('order=confirmed')).toEqual([]);
  expect(await found('error=1')).toEqual(['failed: out_of_stock', 'failed: payment_failed']);
  const [newest] = JSON.parse((await get('/traces.json')).text).traces;
  expect(newest.orderIds).toEqual([9]);
});

test('other requests are left to the next handler', async () => {
  const { get } = await startTracesServer();

  expect((await get('/')).status).toBe(418);
  expect((await get('/traces')).status).toBe(418);
  expect((await get('/v1/traces')).status).toBe(405);
});
