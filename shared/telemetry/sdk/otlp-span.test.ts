import {
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { expect, test } from 'vitest';
import { normalOtlp } from '#tests/support/telemetry/normal-otlp';
import {
  CALLER,
  calledBy,
  ours,
  TRACE,
  theirs,
  type WrittenSpan,
} from '#tests/support/telemetry/two-tracers';

const linkTo = (number: number) => ({
  context: { traceId: TRACE, spanId: String(number).padStart(16, '0'), traceFlags: TraceFlags.SAMPLED },
});
const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const many = (count: number) => Object.fromEntries(upTo(count).map((at) => [`key ${at}`, at]));
const AT: [number, number] = [1_764_021_234, 567_000_001];

const CIRCLE: { self?: unknown } = {};
CIRCLE.self = CIRCLE;
const VALUES = {
  text: 'a "quoted" line\n 한국어 \u0000',
  whole: 7,
  negative: -3,
  half: 0.5,
  yes: true,
  no: false,
  list: ['a', 'b'],
  numbers: [1, 2],
  nested: { a: 1, b: ['c', { d: null }] },
  circle: CIRCLE,
  error: new Error('no value'),
  large: 7n,
  absent: undefined,
  '': 'no key',
  call: () => {},
};

/** What is done to spans. Each is done to both tracers, and both must say the same of it. */
const SCRIPTS: Readonly<Record<string, (tracer: Tracer) => Span>> = {
  'a name only': (tracer) => tracer.startSpan('GET "/x"'),
  'each kind of value': (tracer) => tracer.startSpan('x', { kind: SpanKind.CLIENT, attributes: VALUES }),
  'attributes set later, one of them again': (tracer) =>
    tracer
      .startSpan('x', { kind: SpanKind.SERVER, attributes: { a: 1, b: 2 } })
      .setAttribute('a', 3)
      .setAttribute('b', undefined)
      .setAttributes(VALUES),
  'too many attributes': (tracer) =>
    tracer.startSpan('x', { attributes: many(127) }).setAttributes({ ...many(130), 'key 0': 'again' }),
  'too many attributes at once': (tracer) => tracer.startSpan('x', { attributes: many(140) }),
  'attributes that the caller changes afterwards': (tracer) => {
    const attributes = { a: 1 };
    const span = tracer.startSpan('x', { attributes });
    attributes.a = 2;
    return span;
  },
  links: (tracer) =>
    tracer
      .startSpan('x', { kind: SpanKind.CONSUMER, links: [{ ...linkTo(1), attributes: { why: 'because' } }] })
      .addLink(linkTo(2))
      .addLinks([linkTo(3)]),
  'too many links': (tracer) => tracer.startSpan('x', { links: upTo(130).map(linkTo) }).addLink(linkTo(200)),
  events: (tracer) =>
    tracer
      .startSpan('x')
      .addEvent('it happened', { n: 1 }, AT)
      .addEvent('then', AT)
      .addEvent('at a date', new Date(1_764_021_234_567)),
  'too many events': (tracer) =>
    upTo(130).reduce((span, at) => span.addEvent(`event ${at}`, AT), tracer.startSpan('x')),
  'an error': (tracer) =>
    tracer.startSpan('x').setStatus({ code: SpanStatusCode.ERROR, message: 'no "answer"' }),
  'an error without a message': (tracer) => tracer.startSpan('x').setStatus({ code: SpanStatusCode.ERROR }),
  'success after an error': (tracer) =>
    tracer
      .startSpan('x')
      .setStatus({ code: SpanStatusCode.ERROR, message: 'no' })
      .setStatus({ code: SpanStatusCode.OK, message: 'dropped' }),
  'an error after success': (tracer) =>
    tracer
      .startSpan('x')
      .setStatus({ code: SpanStatusCode.OK })
      .setStatus({ code: SpanStatusCode.ERROR, message: 'late' }),
  'an error that is unset': (tracer) =>
    tracer
      .startSpan('x')
      .setStatus({ code: SpanStatusCode.ERROR, message: 'stays' })
      .setStatus({ code: SpanStatusCode.UNSET }),
  'another name': (tracer) => tracer.startSpan('x').updateName('y'),
  'an exception': (tracer) => {
    const span = tracer.startSpan('x');
    span.recordException({ name: 'TypeError', message: 'not a function', stack: 'at x' }, AT);
    span.recordException({ code: 404, message: 'not there' }, AT);
    span.recordException('only words', AT);
    return span;
  },
  'a start of its own': (tracer) => tracer.startSpan('x', { startTime: AT }),
  'a start as a date': (tracer) => tracer.startSpan('x', { startTime: new Date(1_764_021_234_567) }),
  'a caller': (tracer) => tracer.startSpan('x', {}, calledBy(TraceFlags.SAMPLED)),
  'a caller that counts for nothing': (tracer) =>
    tracer.startSpan('x', { root: true }, calledBy(TraceFlags.SAMPLED)),
  'a caller without a valid id': (tracer) =>
    tracer.startSpan(
      'x',
      {},
      trace.setSpanContext(ROOT_CONTEXT, { traceId: '0'.repeat(32), spanId: CALLER, traceFlags: 1 }),
    ),
  'changes after the end': (tracer) => {
    const span = tracer.startSpan('x', { startTime: AT });
    span.end([AT[0] + 1, 0]);
    span
      .setAttribute('late', 1)
      .setAttributes({ late: 1 })
      .addEvent('late')
      .addLink(linkTo(1))
      .updateName('late');
    span.setStatus({ code: SpanStatusCode.ERROR });
    return span;
  },
};

/** Members that differ from one span to the next, and counts of what was left out, which our spans do not have. */
const VARYING = /^(startTime|endTime|spanId|dropped)/;

function comparable(span: WrittenSpan): unknown {
  const members = Object.entries(span).filter(([name]) => !VARYING.test(name));
  return normalOtlp({ ...Object.fromEntries(members), traceId: span.traceId === TRACE ? TRACE : 'another' });
}

test.each(Object.entries(SCRIPTS))('a span with %s is written as by the SDK', (_, script) => {
  const [mine, sdk] = [ours(), theirs()];

  script(mine.tracer).end();
  script(sdk.tracer).end();

  expect(mine.written.map(comparable)).toEqual(sdk.written().map(comparable));
});

test.each<[string, [number, number], [number, number], string]>([
  ['later', AT, [AT[0] + 1, 5], '1764021235000000005'],
  ['at once', AT, AT, '1764021234567000001'],
  ['before it began', AT, [AT[0], 0], '1764021234567000001'],
])('a span of given times that ends %s', (_, from, to, end) => {
  const [mine, sdk] = [ours(), theirs()];

  for (const { tracer } of [mine, sdk]) tracer.startSpan('x', { startTime: from }).end(to);

  expect(mine.written).toMatchObject([{ startTimeUnixNano: '1764021234567000001', endTimeUnixNano: end }]);
  expect(sdk.written()).toMatchObject([{ startTimeUnixNano: '1764021234567000001', endTimeUnixNano: end }]);
});

test('a span begins with a whole millisecond and lasts as long as the monotonic clock says', () => {
  const { tracer, written } = ours();
  const [earliest, from] = [Date.now(), performance.now()];
  const span = tracer.startSpan('x');
  while (performance.now() - from < 3);
  span.end();
  const longestMs = performance.now() - from;

  const [start, end] = [written[0]?.startTimeUnixNano, written[0]?.endTimeUnixNano].map(String);
  if (!start || !end) throw new Error('no span');
  expect(start).toMatch(/^\d{13}000000$/);
  expect(Number(start.slice(0, 13))).toBeGreaterThanOrEqual(earliest);
  expect(Number(BigInt(end) - BigInt(start)) / 1e6).toBeGreaterThan(2.9);
  expect(Number(BigInt(end) - BigInt(start)) / 1e6).toBeLessThanOrEqual(longestMs);
  expect((span as Span & { startTime: unknown }).startTime).toEqual([
    Number(start.slice(0, 10)),
    Number(start.slice(10)),
  ]);
});

test('a span records until it ends, and is written once', () => {
  const { tracer, written } = ours();
  const span = tracer.startSpan('x');
  expect(span.isRecording()).toBe(true);

  span.end();
  span.end();

  expect(span.isRecording()).toBe(false);
  expect(written).toHaveLength(1);
});
