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

test('a body may be gzipped, and is forwarded unzipped and unchanged', async () => {
  const passed: [string, string][] = [];
  const { post, get } = await startTracesServer((signal, body) => passed.push([signal, String(body)]));
  const traces = tracesBody('order', [{ trace: 'a', id: '1' }]);
  const metric = { name: 'x', sum: { dataPoints: [{ asInt: 1 }, { asInt: 2 }] } };
  const metrics = JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics: [metric] }] }] });

  expect((await post('/v1/traces', gzipSync(traces), { 'content-encoding': 'gzip' })).status).toBe(200);
  expect((await post('/v1/metrics', metrics)).status).toBe(200);

  expect((await get(`/traces/${traceIdFor('a')}`)).status).toBe(200);
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
    [traceIdFor('9'), traceIdFor('1'), 'x'].map((id) => get(`/traces/${id}`)),
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

  const { status, text } = await get(`/traces/${traceIdFor('1')}`);

  expect(status).toBe(404);
  expect(text).toContain('Or it was dropped before it was read');
  expect((await get(`/traces/${traceIdFor('4')}`)).status).toBe(200);
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

test('hits of faults are marks in the waterfall, and all of them are in the list', async () => {
  const { add, get } = await startTracesServer();
  const attributes = {
    'chaos.fault': 'header-1',
    'chaos.point': 'order.payments.charge',
    'chaos.mode': 'exception',
    'chaos.when': 'after',
  };
  const hit = { name: 'chaos.hit', atMs: 4, attributes };
  const hits = { 'chaos.hits': ['header-1@order.payments.charge', 'slow@order.handler'] };
  await add('order', [
    { trace: 'a', id: '1', name: 'POST /orders', tookMs: 8, attributes: hits },
    { trace: 'a', id: '2', parent: '1', name: 'order.payments.charge', tookMs: 4, events: [hit] },
  ]);

  const page = (await get(`/traces/${traceIdFor('a')}`)).text;
  const list = (await get('/traces')).text;

  expect(page).toMatch(
    /<i class="chaos" style="left:50.000%" title="⚡ header-1@order.payments.charge: exception after">/,
  );
  expect(list).toMatch(/⚡ header-1<[\s\S]*⚡ slow</);
});

test('received texts are never HTML on the pages', async () => {
  const evil = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;
  const { add, post, get } = await startTracesServer();
  const states = {
    'food.order.status': evil,
    'food.step.result': evil,
    'food.recovery.outcome': evil,
    'food.problem.code': evil,
    'db.operation.name': evil,
    'http.response.status_code': 500,
  };
  const span = { trace: 'a', id: '1', name: evil, error: evil, events: [{ name: evil, atMs: 0 }] };
  const attributes = {
    [evil]: evil,
    'chaos.fault': evil,
    'food.emulator': evil,
    'url.path': evil,
    ...states,
  };
  await add(evil, [{ ...span, attributes, links: [{ trace: 'b', span: '2' }] }]);
  await add(evil, [{ trace: 'b', id: '2', name: evil }]);
  await post('/v1/logs', logsBody(evil, [{ trace: 'a', span: '1', body: evil, severity: evil }]));
  const query = encodeURIComponent(evil);

  for (const path of [
    `/traces?service=${query}`,
    `/traces?order=${query}`,
    `/traces?q=${query}`,
    `/traces/${traceIdFor('a')}`,
  ]) {
    const { text } = await get(path);
    expect(text).toContain('&lt;script&gt;alert(1)');
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<img');
  }
});

test('a page runs its own script only, and loads nothing', async () => {
  const { get } = await startTracesServer();

  const { headers, text } = await get('/traces');

  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'sha256-[^']+';/);
  expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
  expect(text).toContain('No traces yet');
});

test('the waterfall shows what is child of what, the emulator’s own spans, faults, errors, logs and links', async () => {
  const { add, post, get } = await startTracesServer();
  await add('engine', [
    {
      trace: 'a',
      id: '1',
      parent: '99',
      name: 'gateway GET /x',
      tookMs: 9,
      attributes: { 'food.emulator': 'gateway' },
    },
  ]);
  const attributes = { 'chaos.fault': 'error', 'http.response.status_code': 503 };
  await add('user', [
    { trace: 'a', id: '2', parent: '1', name: 'GET /x', atMs: 1, attributes, error: 'broken' },
  ]);
  await add('order', [{ trace: 'b', id: '3', name: 'process', links: [{ trace: 'a', span: '2' }] }]);
  await post('/v1/logs', logsBody('user', [{ trace: 'a', span: '2', body: 'it broke', severity: 'ERROR' }]));

  const [a, b] = await Promise.all(
    ['a', 'b'].map(async (id) => (await get(`/traces/${traceIdFor(id)}`)).text),
  );

  expect(a).toMatch(/id="0{15}1" style="--depth:0"[\s\S]*id="0{15}2" style="--depth:1"/);
  expect(a).toContain('>emulator</span>');
  expect(a).toContain('⚡ error');
  expect(a).toContain('>503</span>');
  expect(a).toContain('it broke');
  expect(a).toContain('1 span with children is missing');
  expect(a).toMatch(/Linked from<\/h2>[\s\S]*process/);
  expect(b).toMatch(/Linked to<\/h2>[\s\S]*GET \/x/);
  expect(b).toContain(`href="/traces/${traceIdFor('a')}#0000000000000002"`);
});

test('other requests are left to the next handler', async () => {
  const { get } = await startTracesServer();

  expect((await get('/')).status).toBe(418);
  expect((await get('/v1/traces')).status).toBe(405);
});
