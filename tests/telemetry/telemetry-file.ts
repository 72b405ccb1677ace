import { existsSync, readFileSync } from 'node:fs';
import {
  attributesOf,
  decoded,
  KINDS,
  type Kind,
  type LogRecordJson,
  type LogsJson,
  milliseconds,
  type Resource,
  type SpanJson,
  type TracesJson,
  type Value,
} from './otlp.ts';

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the root of a trace. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: Kind;
  readonly service: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly failed: boolean;
  readonly attributes: Readonly<Record<string, Value>>;
  readonly resource: Readonly<Record<string, Value>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

export interface LogRecord {
  readonly traceId: string;
  readonly spanId: string;
  readonly service: string;
  readonly body: Value;
  readonly severity: string;
  readonly attributes: Readonly<Record<string, Value>>;
}

const STATUS_ERROR = 2;

/** What the collector has let through so far: one JSON object a line, the last of which may be half written. */
export class TelemetryFile {
  readonly #path: string;
  #readBytes = 0;
  readonly #spans: Span[] = [];
  readonly #logs: LogRecord[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  spans(): readonly Span[] {
    this.#readOn();
    return this.#spans;
  }

  logs(): readonly LogRecord[] {
    this.#readOn();
    return this.#logs;
  }

  /** Names of spans whose parent was never exported. */
  orphans(): string[] {
    const spans = this.spans();
    const ids = new Set(spans.map(({ spanId }) => spanId));
    return spans
      .filter(({ parentSpanId }) => parentSpanId !== '' && !ids.has(parentSpanId))
      .map(({ name }) => name);
  }

  #readOn(): void {
    if (!existsSync(this.#path)) return;
    const fresh = readFileSync(this.#path).subarray(this.#readBytes);
    const whole = fresh.subarray(0, fresh.lastIndexOf('\n') + 1);
    this.#readBytes += whole.length;
    for (const line of whole.toString().split('\n')) if (line !== '') this.#add(JSON.parse(line));
  }

  #add({ resourceSpans = [], resourceLogs = [] }: TracesJson & LogsJson): void {
    for (const { resource, scopeSpans = [] } of resourceSpans)
      for (const { spans = [] } of scopeSpans)
        this.#spans.push(...spans.map((span) => toSpan(span, resource)));
    for (const { resource, scopeLogs = [] } of resourceLogs)
      for (const { logRecords = [] } of scopeLogs)
        this.#logs.push(...logRecords.map((record) => toLogRecord(record, resource)));
  }
}

function toSpan(json: SpanJson, from: Resource | undefined): Span {
  const resource = attributesOf(from?.attributes);
  return {
    traceId: json.traceId,
    spanId: json.spanId,
    parentSpanId: json.parentSpanId ?? '',
    name: json.name,
    kind: KINDS[json.kind] ?? 'UNSPECIFIED',
    service: String(resource['service.name']),
    startMs: milliseconds(json.startTimeUnixNano),
    endMs: milliseconds(json.endTimeUnixNano),
    failed: json.status?.code === STATUS_ERROR,
    attributes: attributesOf(json.attributes),
    resource,
    links: json.links ?? [],
  };
}

function toLogRecord(json: LogRecordJson, from: Resource | undefined): LogRecord {
  const resource = attributesOf(from?.attributes);
  return {
    traceId: json.traceId ?? '',
    spanId: json.spanId ?? '',
    service: String(resource['service.name']),
    body: decoded(json.body),
    severity: json.severityText ?? '',
    attributes: attributesOf(json.attributes),
  };
}
