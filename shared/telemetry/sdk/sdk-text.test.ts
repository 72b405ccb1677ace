import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { JsonLogsSerializer, JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { expect, test } from 'vitest';
import { sdkLogText, sdkSpanText } from './sdk-text.ts';

/** Without what is empty or zero, which OTLP may leave out, and with whole numbers as text. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, each]) => [key, key === 'intValue' ? String(each) : normal(each)] as const)
    .filter(([key, each]) => each !== undefined && each !== 0 && key !== 'flags');
  return Object.keys(value).length > 0 && entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The first item of the only batch that the SDK's own serializer makes. */
function item(body: Uint8Array | undefined, group: string, scopes: string, items: string): unknown {
  const request = JSON.parse(Buffer.from(body ?? []).toString());
  return normal(request[group][0][scopes][0][items][0]);
}

const VALUES = {
  text: 'a "quoted" line\n 한국어 \u0000',
  whole: 7,
  negative: -3,
  half: 0.5,
  yes: true,
  no: false,
  list: ['a', 'b'],
  numbers: [1, 2],
};

test('a span is written as the serializer of the SDK writes it', () => {
  const exporter = new InMemorySpanExporter();
  const tracer = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }).getTracer(
    'x',
  );
  const other = tracer.startSpan('other');
  const links = [{ context: other.spanContext(), attributes: { why: 'because' } }];
  const span = tracer.startSpan('GET "/x"', { kind: SpanKind.CLIENT, attributes: VALUES, links });
  span.addEvent('it happened', { n: 1 });
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'no "answer"' });
  span.end();
  const [read] = exporter.getFinishedSpans();
  if (!read) throw new Error('no span');

  const theirs = item(JsonTraceSerializer.serializeRequest([read]), 'resourceSpans', 'scopeSpans', 'spans');

  expect(normal(JSON.parse(sdkSpanText(read)))).toEqual(theirs);
});

test('a log record is written as the serializer of the SDK writes it', () => {
  const exporter = new InMemoryLogRecordExporter();
  const provider = new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter })] });
  provider.getLogger('x').emit({
    severityNumber: SeverityNumber.WARN,
    severityText: 'WARN',
    body: 'a "line"',
    attributes: { ...VALUES, nested: { a: 1, b: ['c', { d: null }] } },
    timestamp: new Date(1_764_021_234_567),
  });
  const [read] = exporter.getFinishedLogRecords();
  if (!read) throw new Error('no record');

  const theirs = item(JsonLogsSerializer.serializeRequest([read]), 'resourceLogs', 'scopeLogs', 'logRecords');

  expect(normal(JSON.parse(sdkLogText(read)))).toEqual(theirs);
});
