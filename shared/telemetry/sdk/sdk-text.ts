import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { nanosOfHrTime } from '../otlp/nanoseconds.ts';
import { logText, spanText } from '../otlp/text.ts';

/** `SpanKind` of the API counts from 0, that of OTLP from 1. */
const FIRST_KIND = 1;

/** Writes a span of the SDK. */
export function sdkSpanText(span: ReadableSpan): string {
  const { traceId, spanId, traceState } = span.spanContext();
  return spanText({
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId,
    traceState: traceState?.serialize(),
    name: span.name,
    kind: span.kind + FIRST_KIND,
    startNanos: nanosOfHrTime(span.startTime),
    endNanos: nanosOfHrTime(span.endTime),
    attributes: span.attributes,
    ...(span.events.length > 0 && { events: span.events.map(eventOf) }),
    ...(span.links.length > 0 && { links: span.links.map(linkOf) }),
    status: span.status,
  });
}

/** Writes a log record of the SDK. */
export function sdkLogText(record: ReadableLogRecord): string {
  return logText({
    nanos: nanosOfHrTime(record.hrTime),
    observedNanos: nanosOfHrTime(record.hrTimeObserved),
    severityNumber: record.severityNumber ?? 0,
    severityText: record.severityText ?? '',
    body: record.body,
    span: record.spanContext,
    attributes: record.attributes,
  });
}

const eventOf = ({ name, time, attributes }: ReadableSpan['events'][number]) => ({
  name,
  nanos: nanosOfHrTime(time),
  attributes,
});

const linkOf = ({ context, attributes }: ReadableSpan['links'][number]) => ({
  traceId: context.traceId,
  spanId: context.spanId,
  attributes,
});
