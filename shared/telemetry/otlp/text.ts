import type { AnyValue, Attributes } from '@opentelemetry/api';

// OTLP as JSON, written straight to text: a tree of objects of a whole batch costs the garbage collector more than all
// the rest.

/** The kinds of spans, by OTLP's number. */
export const SPAN_KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'] as const;
export type SpanKindName = (typeof SPAN_KINDS)[number];
/** OTLP's code of the status of a span that failed. */
export const STATUS_ERROR = 2;

interface SpanPlace {
  readonly traceId: string;
  readonly spanId: string;
}

/** A span to write. Times are text, in nanoseconds since 1970. */
export interface SpanFields extends SpanPlace {
  readonly parentSpanId?: string | undefined;
  readonly traceState?: string | undefined;
  readonly name: string;
  /** OTLP's number. */
  readonly kind: number;
  readonly startNanos: string;
  readonly endNanos: string;
  readonly attributes: Attributes;
  readonly events?: readonly SpanEvent[];
  readonly links?: readonly SpanLink[];
  readonly status?: SpanStatus | undefined;
}
export interface SpanEvent {
  readonly name: string;
  readonly nanos: string;
  readonly attributes?: Attributes | undefined;
}
export interface SpanLink extends SpanPlace {
  readonly attributes?: Attributes | undefined;
}
export interface SpanStatus {
  readonly code: number;
  readonly message?: string | undefined;
}

/** A log record to write. */
export interface LogFields {
  readonly nanos: string;
  readonly observedNanos?: string;
  readonly severityNumber?: number;
  readonly severityText: string;
  readonly body: AnyValue;
  readonly span?: SpanPlace | undefined;
  readonly attributes: Readonly<Record<string, AnyValue>>;
}

export type Signal = 'traces' | 'metrics' | 'logs';
type Resource = Readonly<Record<string, string>>;

/** OTLP's three lists, one inside the other. */
const LISTS = {
  traces: ['resourceSpans', 'scopeSpans', 'spans'],
  logs: ['resourceLogs', 'scopeLogs', 'logRecords'],
  metrics: ['resourceMetrics', 'scopeMetrics', 'metrics'],
} as const;

/** Writes the text around the items of one resource and one scope. */
export function frameOf(signal: Signal, resource: Resource, scope?: string): { head: string; tail: string } {
  const [resources, scopes, items] = LISTS[signal];
  const scopeMember = scope === undefined ? '' : `"scope":{"name":${quoted(scope)}},`;
  return {
    head: `{"${resources}":[{"resource":{"attributes":${attributesText(resource)}},"${scopes}":[{${scopeMember}"${items}":[`,
    tail: ']}]}]}',
  };
}

/** Writes a whole body from the texts of its items. */
export function bodyText(signal: Signal, resource: Resource, items: readonly string[]): string {
  const { head, tail } = frameOf(signal, resource);
  return head + items.join() + tail;
}

/** Writes a span. */
export function spanText(span: SpanFields): string {
  const { parentSpanId, traceState, events, links, status } = span;
  return (
    `{${placeText(span.traceId, span.spanId, span.startNanos, span.endNanos)},` +
    `${parentSpanId ? `"parentSpanId":"${parentSpanId}",` : ''}` +
    `${traceState ? `"traceState":${quoted(traceState)},` : ''}` +
    `"name":${name(span.name)},"kind":${span.kind},` +
    `"attributes":${attributesText(span.attributes)}` +
    `${events && events.length > 0 ? `,"events":[${events.map(eventText).join()}]` : ''}` +
    `${links && links.length > 0 ? `,"links":[${links.map(linkText).join()}]` : ''}` +
    `${status && status.code !== 0 ? `,${statusText(status.code, status.message)}` : ''}}`
  );
}

/** Writes the members of a span that are its own: its ids and times. */
export const placeText = (traceId: string, spanId: string, startNanos: string, endNanos: string): string =>
  `"traceId":"${traceId}","spanId":"${spanId}",` +
  `"startTimeUnixNano":"${startNanos}","endTimeUnixNano":"${endNanos}"`;

/** Writes the member `status` of a span. */
export const statusText = (code: number, message?: string): string =>
  `"status":{"code":${code}${message ? `,"message":${quoted(message)}` : ''}}`;

/** Writes a log record. */
export function logText(record: LogFields): string {
  const { span, severityNumber, observedNanos } = record;
  return (
    `{"timeUnixNano":"${record.nanos}",${observedNanos ? `"observedTimeUnixNano":"${observedNanos}",` : ''}` +
    `${severityNumber === undefined ? '' : `"severityNumber":${severityNumber},`}` +
    `"severityText":${name(record.severityText)},"body":${valueText(record.body)},` +
    `${span ? `"traceId":"${span.traceId}","spanId":"${span.spanId}",` : ''}` +
    `"attributes":${attributesText(record.attributes)}}`
  );
}

/** Writes a list of keys with values. A value that is undefined is left out. */
export function attributesText(attributes: Attributes | Readonly<Record<string, AnyValue>>): string {
  let text = '';
  for (const key in attributes) {
    const value = attributes[key];
    if (value === undefined) continue;
    text += `${text === '' ? '' : ','}${attributeText(key, value)}`;
  }
  return `[${text}]`;
}

/** Writes one key with its value. */
export const attributeText = (key: string, value: AnyValue): string =>
  `{"key":${name(key)},"value":${valueText(value)}}`;

function valueText(value: AnyValue): string {
  switch (typeof value) {
    case 'string':
      return `{"stringValue":${quoted(value)}}`;
    case 'boolean':
      return `{"boolValue":${value}}`;
    case 'number':
      if (Number.isSafeInteger(value)) return `{"intValue":"${value}"}`;
      return Number.isFinite(value) ? `{"doubleValue":${value}}` : `{"doubleValue":"${value}"}`;
    case 'object':
      if (value === null) return '{}';
      if (value instanceof Uint8Array) return `{"bytesValue":"${Buffer.from(value).toString('base64')}"}`;
      if (Array.isArray(value)) return `{"arrayValue":{"values":[${value.map(valueText).join()}]}}`;
      return `{"kvlistValue":{"values":${attributesText(value as Readonly<Record<string, AnyValue>>)}}}`;
    default:
      return '{}';
  }
}

function eventText({ name: text, nanos, attributes = {} }: SpanEvent): string {
  return `{"name":${quoted(text)},"timeUnixNano":"${nanos}","attributes":${attributesText(attributes)}}`;
}

function linkText({ traceId, spanId, attributes = {} }: SpanLink): string {
  return `{"traceId":"${traceId}","spanId":"${spanId}","attributes":${attributesText(attributes)}}`;
}

const quoted = (text: string): string => JSON.stringify(text);

const MOST_NAMES = 1_000;
const names = new Map<string, string>();

/** Caches the quoted text: keys and names of spans are few. */
function name(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const fresh = quoted(text);
  if (names.size < MOST_NAMES) names.set(text, fresh);
  return fresh;
}
