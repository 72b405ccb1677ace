import { msBetween } from './nanoseconds.ts';
import {
  type Attributes,
  anyValueOf,
  attributesOf,
  entriesOf,
  isError,
  nameOf,
  nanosOf,
  type OtlpLogRecord,
  type OtlpSpan,
  spanIdOf,
  textOf,
  traceIdOf,
} from './read.ts';
import { SPAN_KINDS, type SpanKindName } from './text.ts';

/** A span as it was read. */
export interface TraceSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Null at the root. The parent may be missing. */
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly kind: SpanKindName;
  readonly service: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly durationMs: number;
  readonly status: { readonly code: 'UNSET' | 'OK' | 'ERROR'; readonly message: string };
  readonly attributes: Attributes;
  readonly events: readonly {
    readonly name: string;
    readonly timeUnixNano: string;
    readonly attributes: Attributes;
  }[];
  readonly links: readonly {
    readonly traceId: string;
    readonly spanId: string;
    readonly attributes: Attributes;
  }[];
  readonly resource: Attributes;
}

/** A log record as it was read. */
export interface TraceLog {
  readonly timeUnixNano: string;
  readonly severity: string;
  readonly body: string;
  readonly service: string;
  readonly spanId: string | null;
  readonly attributes: Attributes;
}

/**
 * Reads a span of a trace.
 * @param at a number for the id of a span without a valid one
 */
export function readSpan(
  span: OtlpSpan,
  traceId: string,
  service: string,
  resource: Attributes,
  at: number,
): TraceSpan {
  const start = nanosOf(span.startTimeUnixNano);
  let end = nanosOf(span.endTimeUnixNano);
  if (end < start) end = start;
  return {
    traceId,
    // a span without an id is shown too
    spanId: spanIdOf(span.spanId) ?? `no-id-${at}`,
    parentSpanId: spanIdOf(span.parentSpanId) ?? null,
    name: nameOf(span.name),
    kind: kindOf(span.kind),
    service,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(end),
    durationMs: msBetween(start, end),
    status: { code: codeOf(span), message: textOf(span.status?.message) },
    attributes: attributesOf(span.attributes),
    events: entriesOf(span.events).map((event) => ({
      name: nameOf(event.name),
      timeUnixNano: String(nanosOf(event.timeUnixNano)),
      attributes: attributesOf(event.attributes),
    })),
    links: entriesOf(span.links).flatMap((link) => {
      const [target, spanId] = [traceIdOf(link.traceId), spanIdOf(link.spanId)];
      return target && spanId ? [{ traceId: target, spanId, attributes: attributesOf(link.attributes) }] : [];
    }),
    resource,
  };
}

/** Reads a log record. */
export function readLog(record: OtlpLogRecord, service: string): TraceLog {
  return {
    timeUnixNano: String(nanosOf(record.timeUnixNano)),
    severity: nameOf(record.severityText),
    body: bodyText(anyValueOf(record.body)),
    service,
    spanId: spanIdOf(record.spanId) ?? null,
    attributes: attributesOf(record.attributes),
  };
}

const bodyText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function kindOf(kind: unknown): SpanKindName {
  if (typeof kind === 'number') return SPAN_KINDS[kind] ?? 'UNSPECIFIED';
  return SPAN_KINDS.find((name) => kind === `SPAN_KIND_${name}`) ?? 'UNSPECIFIED';
}

function codeOf(span: OtlpSpan): 'UNSET' | 'OK' | 'ERROR' {
  if (isError(span)) return 'ERROR';
  return span.status?.code === 1 || span.status?.code === 'STATUS_CODE_OK' ? 'OK' : 'UNSET';
}
