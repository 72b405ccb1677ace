import { context, ROOT_CONTEXT, TraceFlags, trace } from '@opentelemetry/api';
import { type Logger, type LogRecord, SeverityNumber } from '@opentelemetry/api-logs';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { JsonLogsSerializer } from '@opentelemetry/otlp-transformer';
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { expect, test, vi } from 'vitest';
import { normalOtlp } from '#tests/support/telemetry/normal-otlp';
import { OtlpLoggerProvider } from './otlp-logger.ts';

context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());

/** What our logger writes. */
function ours(emit: (logger: Logger) => void): unknown[] {
  const written: unknown[] = [];
  const provider = new OtlpLoggerProvider({
    add: (record, write) => written.push(JSON.parse(write(record))),
  });
  emit(provider.getLogger());
  return written.map(normalOtlp);
}

/** What the logger and the serializer of OpenTelemetry's SDK write. */
function theirs(emit: (logger: Logger) => void): unknown[] {
  const exporter = new InMemoryLogRecordExporter();
  emit(new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter })] }).getLogger('x'));
  const body = JsonLogsSerializer.serializeRequest(exporter.getFinishedLogRecords());
  const request = JSON.parse(Buffer.from(body ?? []).toString());
  return request.resourceLogs[0].scopeLogs[0].logRecords.map(normalOtlp);
}

const circle: { self?: unknown } = {};
circle.self = circle;
const VALUES = {
  text: 'a "quoted" line\n 한국어 \u0000',
  whole: 7,
  negative: -3,
  half: 0.5,
  yes: true,
  no: false,
  list: ['a', 'b'],
  nested: { a: 1, b: ['c', { d: null }] },
  absent: undefined,
  '': 'no key',
  error: new Error('is left out'),
  circle,
} as unknown as NonNullable<LogRecord['attributes']>;

const span = (traceId: string) =>
  trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId: 'b7ad6b7169203331', traceFlags: TraceFlags.SAMPLED });
const TRACED = span('0af7651916cd43dd8448eb211c80319c');

test.each<[string, LogRecord]>([
  ['a text of its severity only', {}],
  ['a body', { body: 'a "line"' }],
  ['a severity', { severityNumber: SeverityNumber.WARN, severityText: 'WARN', body: 'x' }],
  ['each kind of value', { attributes: VALUES }],
  ['a time', { timestamp: new Date(1_764_021_234_567) }],
  ['a time as a number', { timestamp: 1_764_021_234_567 }],
  ['another context', { context: TRACED }],
  ['a context without a valid span', { context: span('0'.repeat(32)) }],
])('a record with %s is written as by the SDK', (_, members) => {
  const record = { severityText: 'INFO', ...members };
  vi.useFakeTimers({ now: 1_764_021_234_568, toFake: ['Date'] });

  const mine = ours((logger) => logger.emit(record));

  expect(mine).toEqual(theirs((logger) => logger.emit(record)));
  vi.useRealTimers();
});

test('a record has the span that it was written in', () => {
  const written = ours((logger) => context.with(TRACED, () => logger.emit({ body: 'x' })));

  expect(written).toMatchObject([
    { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' },
  ]);
  expect(ours((logger) => logger.emit({ body: 'x' }))[0]).not.toHaveProperty('traceId');
});
