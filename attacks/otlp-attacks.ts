import type { Random } from '#simulation/random';
import { type Attack, drawOne, type Step } from './attack.ts';
import { requestOf } from './request.ts';
import { weirdBody } from './weird-bytes.ts';
import { weirdHeaders } from './weird-headers.ts';
import { weirdQuery, weirdSegment } from './weird-targets.ts';
import { jsonText, mutated } from './weird-values.ts';

const HEX = 16;
const hex = (random: Random, digits: number): string =>
  Array.from({ length: digits }, () => random.between(0, HEX - 1).toString(HEX)).join('');

const START = '1764021234567000000';
const END = '1764021234568000000';
const attribute = (key: string, value: unknown) => ({ key, value });

function spansOf(random: Random, traceId: string): object {
  const [first, second] = [hex(random, 16), hex(random, 16)];
  // In a circle where the first has the second for its parent.
  const parent = random.chance(0.3) ? { parentSpanId: second } : {};
  const span = (spanId: string, more: object) => ({
    ...{ traceId, spanId, name: 'attack', kind: 2, startTimeUnixNano: START, endTimeUnixNano: END },
    attributes: [attribute('http.route', { stringValue: '/a' }), attribute('n', { intValue: '1' })],
    events: [{ name: 'exception', timeUnixNano: START, attributes: [attribute('a', { boolValue: true })] }],
    links: [{ traceId, spanId: first }],
    status: { code: 2, message: 'no' },
    ...more,
  });
  const spans = [span(first, parent), span(second, { parentSpanId: first })];
  const resource = { attributes: [attribute('service.name', { stringValue: 'attack' })] };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 's' }, spans }] }] };
}

function logsOf(random: Random, traceId: string): object {
  const record = {
    ...{ traceId, spanId: hex(random, 16), timeUnixNano: START, severityText: 'INFO' },
    body: { stringValue: 'a line' },
    attributes: [attribute('list', { arrayValue: { values: [{ kvlistValue: { values: [] } }] } })],
  };
  return { resourceLogs: [{ resource: { attributes: [] }, scopeLogs: [{ logRecords: [record] }] }] };
}

/** The pages and documents that have to show, or to leave out, what was sent. */
function looks(random: Random, traceId: string): readonly Step[] {
  const get = (target: string): Step => requestOf({ method: 'GET', target });
  const search = `?q=${random.pick(['attack', 'no', '1e400', '%22', 'a%20line'])}&limit=20`;
  return [
    get(`/traces/${traceId}`),
    get(`/traces/${traceId}.json`),
    get(`/traces.json${search}`),
    get(`/traces${search}`),
  ];
}

/** Spans and log records of every shape, and then a look at them. */
export function otlpAttack(random: Random): Attack {
  const traceId = hex(random, 32);
  const [target, good] = drawOne<readonly [string, object]>(random, [
    [5, ['/v1/traces', spansOf(random, traceId)]],
    [2, ['/v1/logs', logsOf(random, traceId)]],
    [1, ['/v1/metrics', { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'a', sum: {} }] }] }] }]],
  ]);
  const text = jsonText(mutated(random, good));
  const body = random.chance(0.1) ? weirdBody(random, text) : text;
  const headers: readonly (readonly [string, string])[] = [
    ['Content-Type', random.chance(0.1) ? 'application/x-protobuf' : 'application/json'],
    ...(random.chance(0.05) ? weirdHeaders(random) : []),
  ];
  const send = requestOf({ method: 'POST', target, headers, body });
  return { kind: 'OTLP', steps: [send, ...(random.chance(0.5) ? looks(random, traceId) : [])] };
}

export function tracePageAttack(random: Random): Attack {
  const target = `${random.pick(['/traces', '/traces.json', `/traces/${weirdSegment(random)}`, '/v1/traces'])}`;
  return {
    kind: 'trace pages',
    steps: [
      requestOf({ method: 'GET', target: target + weirdQuery(random, ['q', 'min', 'service', 'limit']) }),
    ],
  };
}
