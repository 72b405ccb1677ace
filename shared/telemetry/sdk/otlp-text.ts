import type { AnyValue, Attributes, HrTime } from '@opentelemetry/api';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

// OTLP as JSON, straight to text. The SDK's serializer makes a tree of objects of a whole batch first; until then the
// spans themselves are kept, which costs the garbage collector more than all the rest.

const NANO_DIGITS = 9;
/** `SpanKind` of the API counts from 0, that of OTLP from 1. */
const FIRST_KIND = 1;

export function spanText(span: ReadableSpan): string {
  const { traceId, spanId, traceState } = span.spanContext();
  const parent = span.parentSpanContext?.spanId;
  const { code, message } = span.status;
  return (
    `{"traceId":"${traceId}","spanId":"${spanId}",` +
    `${parent ? `"parentSpanId":"${parent}",` : ''}` +
    `${traceState ? `"traceState":${quoted(traceState.serialize())},` : ''}` +
    `"name":${name(span.name)},"kind":${span.kind + FIRST_KIND},` +
    `"startTimeUnixNano":"${nanos(span.startTime)}","endTimeUnixNano":"${nanos(span.endTime)}",` +
    `"attributes":${attributesText(span.attributes)}` +
    `${span.events.length > 0 ? `,"events":[${span.events.map(eventText).join()}]` : ''}` +
    `${span.links.length > 0 ? `,"links":[${span.links.map(linkText).join()}]` : ''}` +
    `${code === 0 ? '' : `,"status":{"code":${code}${message ? `,"message":${quoted(message)}` : ''}}`}}`
  );
}

export function logText(record: ReadableLogRecord): string {
  const { spanContext: span, severityNumber = 0, severityText = '', body } = record;
  return (
    `{"timeUnixNano":"${nanos(record.hrTime)}","observedTimeUnixNano":"${nanos(record.hrTimeObserved)}",` +
    `"severityNumber":${severityNumber},"severityText":${name(severityText)},"body":${valueText(body)},` +
    `${span ? `"traceId":"${span.traceId}","spanId":"${span.spanId}",` : ''}` +
    `"attributes":${attributesText(record.attributes)}}`
  );
}

/** A list of keys with values. What is undefined is left out. */
export function attributesText(attributes: Attributes | Readonly<Record<string, AnyValue>>): string {
  let text = '';
  for (const key in attributes) {
    const value = attributes[key];
    if (value === undefined) continue;
    text += `${text === '' ? '' : ','}{"key":${name(key)},"value":${valueText(value)}}`;
  }
  return `[${text}]`;
}

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

function eventText({ name: text, time, attributes = {} }: ReadableSpan['events'][number]): string {
  return `{"name":${quoted(text)},"timeUnixNano":"${nanos(time)}","attributes":${attributesText(attributes)}}`;
}

function linkText({ context, attributes = {} }: ReadableSpan['links'][number]): string {
  return `{"traceId":"${context.traceId}","spanId":"${context.spanId}","attributes":${attributesText(attributes)}}`;
}

const nanos = ([seconds, nanoseconds]: HrTime): string =>
  `${seconds}${String(nanoseconds).padStart(NANO_DIGITS, '0')}`;
const quoted = (text: string): string => JSON.stringify(text);

const MOST_NAMES = 1_000;
const names = new Map<string, string>();

/** Quoted once: keys and names of spans are few. */
function name(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const fresh = quoted(text);
  if (names.size < MOST_NAMES) names.set(text, fresh);
  return fresh;
}
