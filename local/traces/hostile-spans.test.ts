import { expect, onTestFinished, test } from 'vitest';
import { spanIdFor, traceIdFor, tracesBody } from '#tests/support/engine/test-spans';
import { createLog } from '../host/log.ts';
import { serveTraces } from '../telemetry/serve-traces.ts';

const START = '1764021234567000000';
const GOOD = { traceId: traceIdFor('f'), spanId: spanIdFor('1'), name: 'good', startTimeUnixNano: START };
/** A value that cannot be converted to a text or a number. */
const UNTEXT = { toString: 1, valueOf: 1 };

/** Starts a receiver with these bodies and a valid span after them. */
async function serverWith(...bodies: readonly string[]) {
  const stack = new AsyncDisposableStack();
  onTestFinished(() => stack.disposeAsync());
  const errors: string[] = [];
  const log = { ...createLog('silent'), error: (text: string) => errors.push(text) };
  const telemetry = await serveTraces(0, {}, stack, { log });
  const base = telemetry?.otlpEndpoint ?? '';
  for (const body of [...bodies, requestOf(GOOD)]) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${base}/v1/traces`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
  }
  const get = async (path: string): Promise<string> => {
    const answer = await fetch(base + path);
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.text();
  };
  return { errors, get, status: () => telemetry?.status() };
}

const requestOf = (...spans: readonly unknown[]): string =>
  JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
const spanWith = (rest: object): object => ({ ...GOOD, traceId: traceIdFor('a'), ...rest });
const eventWith = (rest: object): object =>
  spanWith({ events: [{ name: 'e', timeUnixNano: START, ...rest }] });
const attributeOf = (attribute: unknown): object => spanWith({ attributes: [attribute] });

const BODIES: Readonly<Record<string, string>> = {
  'a start of 10^27 ns': requestOf(spanWith({ startTimeUnixNano: '1000000000000000000000000000' })),
  'a start of 10^27 ns as a number': requestOf(spanWith({ startTimeUnixNano: 1e27 })),
  'a start of 20 digits': requestOf(spanWith({ startTimeUnixNano: '99999999999999999999' })),
  'a start of 1e400': requestOf(spanWith({ startTimeUnixNano: 7 })).replace(':7', ':1e400'),
  'an end of 1e400': requestOf(spanWith({ endTimeUnixNano: 7 })).replace(':7', ':1e400'),
  'a negative start': requestOf(spanWith({ startTimeUnixNano: '-5' })),
  'a start that is an object': requestOf(spanWith({ startTimeUnixNano: UNTEXT })),
  'a start that is a list': requestOf(spanWith({ startTimeUnixNano: [START] })),
  'a start that is NaN': requestOf(spanWith({ startTimeUnixNano: 'NaN' })),
  'no start': requestOf(spanWith({ startTimeUnixNano: undefined })),
  'the last time that fits': requestOf(spanWith({ startTimeUnixNano: '18446744073709551615' })),
  'a key that is an object': requestOf(attributeOf({ key: UNTEXT, value: { stringValue: 'x' } })),
  'a text that is an object': requestOf(attributeOf({ key: 'k', value: { stringValue: UNTEXT } })),
  'a number that is an object': requestOf(attributeOf({ key: 'k', value: { intValue: UNTEXT } })),
  'a status that is an object': requestOf(
    attributeOf({ key: 'http.response.status_code', value: { intValue: UNTEXT } }),
  ),
  'bytes that are an object': requestOf(attributeOf({ key: 'k', value: { bytesValue: UNTEXT } })),
  'a value that is a text': requestOf(attributeOf({ key: 'k', value: 'x' })),
  'a list that is a number': requestOf(attributeOf({ key: 'k', value: { arrayValue: { values: 3 } } })),
  'the key __proto__': requestOf(attributeOf({ key: '__proto__', value: { stringValue: 'x' } })),
  'attributes that are a text': requestOf(spanWith({ attributes: 'x' })),
  'an event time that is an object': requestOf(eventWith({ timeUnixNano: UNTEXT })),
  'an event time of 10^27': requestOf(eventWith({ timeUnixNano: 1e27 })),
  'an event that is null': requestOf(spanWith({ events: [null, 1, 'x'] })),
  'an event name that is an object': requestOf(eventWith({ name: UNTEXT })),
  'links that are no links': requestOf(spanWith({ links: [null, { traceId: UNTEXT, spanId: 3 }] })),
  'a name, kind and status that are objects': requestOf(
    spanWith({ name: UNTEXT, kind: UNTEXT, status: { code: UNTEXT, message: UNTEXT } }),
  ),
  'a status that is null': requestOf(spanWith({ status: null, kind: 1e99 })),
  'ids that are no ids': requestOf(spanWith({ spanId: UNTEXT, parentSpanId: [1] })),
  'a span that is its own parent': requestOf(spanWith({ parentSpanId: spanIdFor('1') })),
  'parents in a ring, and an id twice': requestOf(
    spanWith({ spanId: spanIdFor('2'), parentSpanId: spanIdFor('3') }),
    spanWith({ spanId: spanIdFor('3'), parentSpanId: spanIdFor('2') }),
    spanWith({ spanId: spanIdFor('3'), parentSpanId: spanIdFor('3') }),
  ),
  'values in values': requestOf(attributeOf({ key: 'k', value: 'DEEP' })).replace(
    '"DEEP"',
    `${'{"arrayValue":{"values":['.repeat(100_000)}${']}}'.repeat(100_000)}`,
  ),
  'no groups': '{"resourceSpans":{"length":3}}',
  'groups that are none':
    '{"resourceSpans":[null,1,"x",{"scopeSpans":[null,{"spans":[null,1,[]]}],"resource":7}]}',
  'no JSON': '{nothing}',
};

test.each(Object.entries(BODIES))('traces can be seen and searched with %s among them', async (_, body) => {
  const { errors, get } = await serverWith(body);

  const list = JSON.parse(await get('/traces.json'));
  expect(list.traces).toContainEqual(expect.objectContaining({ traceId: traceIdFor('f'), name: 'good' }));
  for (const text of ['zzz', 'x', '176402', '"']) await get(`/traces.json?q=${encodeURIComponent(text)}`);
  for (const { traceId } of list.traces) await get(`/traces/${traceId}.json`);
  expect(errors).toEqual([]);
});

test('a span without a valid time is skipped and counted; one with an invalid value is stored without it', async () => {
  const { get, status } = await serverWith(
    requestOf(spanWith({ startTimeUnixNano: 1e27 }), spanWith({ startTimeUnixNano: UNTEXT })),
    requestOf(attributeOf({ key: 'k', value: { stringValue: UNTEXT } })),
  );

  expect(JSON.parse(await get(`/traces/${traceIdFor('a')}.json`)).spans).toMatchObject([
    { startTimeUnixNano: START, attributes: { k: null } },
  ]);
  expect(status()).toMatchObject({ unread: { skipped: 2 } });
});

test('100,000 spans of one trace are counted, and those within the limit are returned', async () => {
  const spans = Array.from({ length: 20_000 }, (_, at) => ({
    traceId: traceIdFor('a'),
    spanId: spanIdFor((at + 1).toString(16)),
    parentSpanId: spanIdFor(at.toString(16)),
    startTimeUnixNano: START,
  }));
  const body = requestOf(...spans);
  const { get } = await serverWith(body, body, body, body, body);

  const trace = JSON.parse(await get(`/traces/${traceIdFor('a')}.json`));
  expect([trace.spans.length, trace.droppedSpans]).toEqual([2_000, 98_000]);
});

test('huge texts and lists are cut, so that a browser can show the page', async () => {
  const long = 'x'.repeat(1_000_000);
  const text = { stringValue: long };
  const attributes = [...Array(5_000).keys()].map((at) => ({ key: `k${at}`, value: { stringValue: 'v' } }));
  const body = JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: text }] },
        scopeSpans: [
          { spans: [spanWith({ name: long, attributes: [{ key: long, value: text }, ...attributes] })] },
        ],
      },
    ],
  });
  const { get } = await serverWith(body);

  expect((await get('/traces.json')).length).toBeLessThan(100_000);
  expect((await get(`/traces/${traceIdFor('a')}.json`)).length).toBeLessThan(500_000);
});

test('valid values are read as before', async () => {
  const span = { trace: 'a', id: '1', name: 'POST /orders', attributes: { n: 3, b: true, s: 'x' } };
  const { get } = await serverWith(tracesBody('order', [span]).toString());

  expect(JSON.parse(await get(`/traces/${traceIdFor('a')}.json`)).spans).toMatchObject([
    { name: 'POST /orders', service: 'order', attributes: { n: 3, b: true, s: 'x' } },
  ]);
});
