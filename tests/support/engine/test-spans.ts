import type { OtlpAttribute, OtlpSpan } from '#shared/telemetry/otlp/read';

type Simple = string | number | boolean;

export interface TestSpan {
  readonly trace: string;
  readonly id: string;
  readonly parent?: string;
  readonly name?: string;
  /** OTLP's number. @default 1 (internal) */
  readonly kind?: number;
  /** From {@link START_MS}. @default 0 */
  readonly atMs?: number;
  /** @default 1 */
  readonly tookMs?: number;
  readonly attributes?: Readonly<Record<string, Simple>>;
  readonly error?: string;
  readonly links?: readonly { readonly trace: string; readonly span: string }[];
  readonly events?: readonly { readonly name: string; readonly atMs: number }[];
}

export const START_MS = 1_764_021_234_567;
const TRACE_DIGITS = 32;
const SPAN_DIGITS = 16;

/** `abc` is the id …0abc. */
export const traceIdFor = (short: string): string => short.padStart(TRACE_DIGITS, '0');
export const spanIdFor = (short: string): string => short.padStart(SPAN_DIGITS, '0');

/** A body for /v1/traces. */
export function tracesBody(service: string, spans: readonly TestSpan[]): Buffer {
  const resource = { attributes: attributesFor({ 'service.name': service }) };
  return Buffer.from(
    JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: spans.map(otlpSpan) }] }] }),
  );
}

/** A body for /v1/logs. */
export function logsBody(
  service: string,
  records: readonly { trace: string; span: string; body: string; atMs?: number; severity?: string }[],
): Buffer {
  const resource = { attributes: attributesFor({ 'service.name': service }) };
  const logRecords = records.map(({ trace, span, body, atMs = 0, severity = 'INFO' }) => ({
    traceId: traceIdFor(trace),
    spanId: spanIdFor(span),
    timeUnixNano: nanos(atMs),
    severityText: severity,
    body: { stringValue: body },
    attributes: attributesFor({ cold_start: false }),
  }));
  return Buffer.from(JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] }));
}

function otlpSpan(span: TestSpan): OtlpSpan {
  const { trace, id, parent, name = id, kind = 1, atMs = 0, tookMs = 1, attributes = {}, error } = span;
  return {
    traceId: traceIdFor(trace),
    spanId: spanIdFor(id),
    ...(parent !== undefined && { parentSpanId: spanIdFor(parent) }),
    name,
    kind,
    startTimeUnixNano: nanos(atMs),
    endTimeUnixNano: nanos(atMs + tookMs),
    attributes: attributesFor(attributes),
    events: (span.events ?? []).map((event) => ({ name: event.name, timeUnixNano: nanos(event.atMs) })),
    links: (span.links ?? []).map((link) => ({
      traceId: traceIdFor(link.trace),
      spanId: spanIdFor(link.span),
    })),
    status: error === undefined ? { code: 0 } : { code: 2, message: error },
  };
}

const nanos = (atMs: number): string => `${BigInt(Math.round((START_MS + atMs) * 1_000)) * 1_000n}`;

function attributesFor(attributes: Readonly<Record<string, Simple>>): OtlpAttribute[] {
  return Object.entries(attributes).map(([key, value]) => {
    if (typeof value === 'string') return { key, value: { stringValue: value } };
    if (typeof value === 'boolean') return { key, value: { boolValue: value } };
    return { key, value: { intValue: value } };
  });
}
