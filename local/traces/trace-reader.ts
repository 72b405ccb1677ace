import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { logGroups, spanGroups } from '#shared/telemetry/otlp/groups';
import { attributesOf, isThere, serviceOf, traceIdOf } from '#shared/telemetry/otlp/read';
import { readLog, readSpan, type TraceLog, type TraceSpan } from '#shared/telemetry/otlp/read-item';
import type { KeptTrace } from './kept-trace.ts';

/** Reads the stored bodies of traces, each of them once. */
export class TraceReader {
  readonly #parsed = new Map<Buffer, object>();

  /** Returns the spans sorted by start. A span received twice is returned once, in its last version. */
  spans({ traceId, batches, spans: limit }: KeptTrace): TraceSpan[] {
    const byId = new Map<string, TraceSpan>();
    let seen = 0;
    for (const { body } of batches) {
      for (const { resource, items } of spanGroups(this.#parse(body))) {
        const service = serviceOf(resource);
        const attributes = attributesOf(resource?.attributes);
        for (const span of items) {
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
      for (const { resource, items } of logGroups(this.#parse(body))) {
        const service = serviceOf(resource);
        for (const record of items) {
          if (!isThere(record) || traceIdOf(record.traceId) !== traceId) continue;
          found.push(readLog(record, service));
        }
      }
    }
    return found.slice(0, limit).sort((a, b) => Number(BigInt(a.timeUnixNano) - BigInt(b.timeUnixNano)));
  }

  #parse(body: Buffer): object {
    const known = this.#parsed.get(body);
    if (known) return known;
    const parsed: object = Object(JSON.parse(body.toString()));
    this.#parsed.set(body, parsed);
    return parsed;
  }
}

/** Compares starts, which are whole milliseconds. For equal ones the gateway's span is first, then the longer one. */
function byStart(a: TraceSpan, b: TraceSpan): number {
  return (
    Number(BigInt(a.startTimeUnixNano) - BigInt(b.startTimeUnixNano)) ||
    Number(ATTRIBUTE.emulator in b.attributes) - Number(ATTRIBUTE.emulator in a.attributes) ||
    b.durationMs - a.durationMs
  );
}
