import { existsSync, readFileSync } from 'node:fs';
import { logGroups, spanGroups } from '#shared/telemetry/otlp/groups';
import {
  type Attributes,
  attributesOf,
  type LogRequest,
  serviceOf,
  type TraceRequest,
  traceIdOf,
} from '#shared/telemetry/otlp/read';
import { readLog, readSpan, type TraceSpan } from '#shared/telemetry/otlp/read-item';
import type { SpanKindName } from '#shared/telemetry/otlp/text';

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the root of a trace. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: SpanKindName;
  readonly service: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly failed: boolean;
  readonly attributes: Attributes;
  readonly resource: Attributes;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

export interface LogRecord {
  readonly traceId: string;
  readonly spanId: string;
  readonly service: string;
  readonly body: string;
  readonly severity: string;
  readonly attributes: Attributes;
}

const NANOS_PER_MS = 1_000_000n;

/** The collector's output so far: one JSON object a line, the last of which may be incomplete. */
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

  #add(request: TraceRequest & LogRequest): void {
    for (const { resource, items } of spanGroups(request)) {
      const attributes = attributesOf(resource?.attributes);
      for (const [at, span] of items.entries())
        this.#spans.push(
          spanOf(readSpan(span, traceIdOf(span.traceId) ?? '', serviceOf(resource), attributes, at)),
        );
    }
    for (const { resource, items } of logGroups(request))
      for (const record of items) {
        const { spanId, ...log } = readLog(record, serviceOf(resource));
        this.#logs.push({ ...log, traceId: traceIdOf(record.traceId) ?? '', spanId: spanId ?? '' });
      }
  }
}

const spanOf = ({ parentSpanId, startTimeUnixNano, endTimeUnixNano, status, ...span }: TraceSpan): Span => ({
  ...span,
  parentSpanId: parentSpanId ?? '',
  startMs: millisecondsOf(startTimeUnixNano),
  endMs: millisecondsOf(endTimeUnixNano),
  failed: status.code === 'ERROR',
});

const millisecondsOf = (nanos: string): number => Number(BigInt(nanos) / NANOS_PER_MS);
