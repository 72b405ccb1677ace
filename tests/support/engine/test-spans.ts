import { nanosOfMs } from '#shared/telemetry/otlp/nanoseconds';
import { bodyText, logText, STATUS_ERROR, spanText } from '#shared/telemetry/otlp/text';

type Value = string | number | boolean | string[];

export interface TestSpan {
  readonly trace: string;
  readonly id: string;
  readonly parent?: string;
  readonly name?: string;
  /** OTLP's number. @default 1 (internal) */
  readonly kind?: number;
  /** Time since {@link START_MS}. @default 0 */
  readonly atMs?: number;
  /** @default 1 */
  readonly tookMs?: number;
  readonly attributes?: Readonly<Record<string, Value>>;
  readonly error?: string;
  readonly links?: readonly { readonly trace: string; readonly span: string }[];
  readonly events?: readonly {
    readonly name: string;
    readonly atMs: number;
    readonly attributes?: Readonly<Record<string, Value>>;
  }[];
}

export const START_MS = 1_764_021_234_567;
const TRACE_DIGITS = 32;
const SPAN_DIGITS = 16;

/** `abc` is the id …0abc. */
export const traceIdFor = (short: string): string => short.padStart(TRACE_DIGITS, '0');
export const spanIdFor = (short: string): string => short.padStart(SPAN_DIGITS, '0');

/** A body for /v1/traces. */
export const tracesBody = (service: string, spans: readonly TestSpan[]): Buffer =>
  Buffer.from(bodyText('traces', { 'service.name': service }, spans.map(otlpSpan)));

/** A body for /v1/logs. */
export function logsBody(
  service: string,
  records: readonly { trace: string; span: string; body: string; atMs?: number; severity?: string }[],
): Buffer {
  const texts = records.map(({ trace, span, body, atMs = 0, severity = 'INFO' }) =>
    logText({
      nanos: nanosOfMs(START_MS, atMs),
      severityText: severity,
      body,
      span: { traceId: traceIdFor(trace), spanId: spanIdFor(span) },
      attributes: { cold_start: false },
    }),
  );
  return Buffer.from(bodyText('logs', { 'service.name': service }, texts));
}

function otlpSpan(span: TestSpan): string {
  const { trace, id, parent, name = id, kind = 1, atMs = 0, tookMs = 1, attributes = {}, error } = span;
  return spanText({
    traceId: traceIdFor(trace),
    spanId: spanIdFor(id),
    ...(parent !== undefined && { parentSpanId: spanIdFor(parent) }),
    name,
    kind,
    startNanos: nanosOfMs(START_MS, atMs),
    endNanos: nanosOfMs(START_MS, atMs + tookMs),
    attributes,
    events: (span.events ?? []).map((event) => ({
      name: event.name,
      nanos: nanosOfMs(START_MS, event.atMs),
      attributes: event.attributes ?? {},
    })),
    links: (span.links ?? []).map((link) => ({
      traceId: traceIdFor(link.trace),
      spanId: spanIdFor(link.span),
    })),
    ...(error !== undefined && { status: { code: STATUS_ERROR, message: error } }),
  });
}
