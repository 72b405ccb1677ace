import { ATTRIBUTE } from '#shared/telemetry/conventions';
import {
  type Attributes,
  anyValueOf,
  attributesOf,
  entriesOf,
  isError,
  isThere,
  type LogRequest,
  listOf,
  nameOf,
  nanosOf,
  type OtlpSpan,
  serviceOf,
  spanIdOf,
  type TraceRequest,
  textOf,
  traceIdOf,
} from '#shared/telemetry/otlp/read';
import type { KeptTrace } from './kept-trace.ts';

const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'] as const;
export type SpanKindName = (typeof KINDS)[number];

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

export interface TraceLog {
  readonly timeUnixNano: string;
  readonly severity: string;
  readonly body: string;
  readonly service: string;
  readonly spanId: string | null;
  readonly attributes: Attributes;
}

const NANOS_PER_MS = 1e6;

/** Reads the stored bodies of traces, each of them once. */
export class TraceReader {
  readonly #parsed = new Map<Buffer, unknown>();

  /** Returns the spans sorted by start. A span received twice is returned once, in its last version. */
  spans({ traceId, batches, spans: limit }: KeptTrace): TraceSpan[] {
    const byId = new Map<string, TraceSpan>();
    let seen = 0;
    for (const { body } of batches) {
      const request: TraceRequest = Object(this.#parse(body));
      for (const { resource, scopeSpans } of listOf(request.resourceSpans).filter(isThere)) {
        const service = serviceOf(resource);
        const attributes = attributesOf(resource?.attributes);
        for (const span of listOf(scopeSpans).flatMap((scope) => listOf(scope?.spans))) {
          if (!isThere(span) || traceIdOf(span.traceId) !== traceId || ++seen > limit) continue;
          const read = readSpan(span, traceId, service, attributes, seen);
          byId.set(read.spanId, read);
        }
      }
    }
    return [...byId.values()].sort(byStart);
  }

  /** Returns the log records sorted by time. */
  logs({ traceId, logBatches, logs: limit }: KeptTrace): TraceLog[] {
    const found: TraceLog[] = [];
    for (const { body } of logBatches) {
      const request: LogRequest = Object(this.#parse(body));
      for (const { resource, scopeLogs } of listOf(request.resourceLogs).filter(isThere)) {
        const service = serviceOf(resource);
        for (const record of listOf(scopeLogs).flatMap((scope) => listOf(scope?.logRecords))) {
          if (!isThere(record) || traceIdOf(record.traceId) !== traceId) continue;
          found.push({
            timeUnixNano: String(nanosOf(record.timeUnixNano)),
            severity: nameOf(record.severityText),
            body: bodyText(anyValueOf(record.body)),
            service,
            spanId: spanIdOf(record.spanId) ?? null,
            attributes: attributesOf(record.attributes),
          });
        }
      }
    }
    return found.slice(0, limit).sort((a, b) => Number(BigInt(a.timeUnixNano) - BigInt(b.timeUnixNano)));
  }

  #parse(body: Buffer): unknown {
    let parsed = this.#parsed.get(body);
    if (parsed === undefined) {
      parsed = JSON.parse(body.toString());
      this.#parsed.set(body, parsed);
    }
    return parsed;
  }
}

const bodyText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Compares starts, which are whole milliseconds. For equal ones the gateway's span is first, then the longer one. */
function byStart(a: TraceSpan, b: TraceSpan): number {
  return (
    Number(BigInt(a.startTimeUnixNano) - BigInt(b.startTimeUnixNano)) ||
    Number(ATTRIBUTE.emulator in b.attributes) - Number(ATTRIBUTE.emulator in a.attributes) ||
    b.durationMs - a.durationMs
  );
}

function readSpan(
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
    durationMs: Number(end - start) / NANOS_PER_MS,
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

function kindOf(kind: unknown): SpanKindName {
  if (typeof kind === 'number') return KINDS[kind] ?? 'UNSPECIFIED';
  return KINDS.find((name) => kind === `SPAN_KIND_${name}`) ?? 'UNSPECIFIED';
}

function codeOf(span: OtlpSpan): 'UNSET' | 'OK' | 'ERROR' {
  if (isError(span)) return 'ERROR';
  return span.status?.code === 1 || span.status?.code === 'STATUS_CODE_OK' ? 'OK' : 'UNSET';
}
