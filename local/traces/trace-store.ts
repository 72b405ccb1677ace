import { logGroups, spanGroups } from '#shared/telemetry/otlp/groups';
import {
  isThere,
  type LogRequest,
  nanosOf,
  type OtlpSpan,
  serviceOf,
  type TraceRequest,
  traceIdOf,
} from '#shared/telemetry/otlp/read';
import { type Batch, KeptTrace } from './kept-trace.ts';

export interface TraceStoreLimits {
  /** @default 1_000 */
  readonly traces?: number;
  /** Spans of one trace. @default 2_000 */
  readonly spans?: number;
  /** Log records of one trace. @default 1_000 */
  readonly logs?: number;
  /** Bytes of all stored bodies. @default 64 MB */
  readonly bytes?: number;
}

const TRACES = 1_000;
const SPANS = 2_000;
const LOGS = 1_000;
const BYTES = 64 * 1024 * 1024;
/** Number of remembered ids of evicted traces per stored trace. */
const EVICTED_PER_STORED = 10;

/**
 * The latest traces in memory, in order of arrival. Spans of an evicted trace are ignored; a late one would appear as a
 * trace without its root.
 */
export class TraceStore {
  readonly limits: Required<TraceStoreLimits>;
  readonly #traces = new Map<string, KeptTrace>();
  readonly #evicted: LastIds;
  #oldestFirst = this.#traces.values();
  /** Traces by the trace they link to, which may be missing. */
  readonly #linkedFrom = new Map<string, Set<string>>();
  #bytes = 0;

  constructor({ traces = TRACES, spans = SPANS, logs = LOGS, bytes = BYTES }: TraceStoreLimits = {}) {
    this.limits = { traces, spans, logs, bytes };
    this.#evicted = new LastIds(traces * EVICTED_PER_STORED);
  }

  get size(): number {
    return this.#traces.size;
  }
  get bytes(): number {
    return this.#bytes;
  }

  /** Returns the traces with spans, newest first. */
  newestFirst(): KeptTrace[] {
    return [...this.#traces.values()].filter(({ spans }) => spans > 0).reverse();
  }

  find(traceId: string): KeptTrace | undefined {
    return this.#traces.get(traceId);
  }

  /** Returns whether the trace was stored and then evicted. */
  wasEvicted(traceId: string): boolean {
    return this.#evicted.has(traceId);
  }

  /** Returns the stored traces that link to this one. */
  linkedFrom(traceId: string): readonly string[] {
    return [...(this.#linkedFrom.get(traceId) ?? [])];
  }

  /**
   * @param body bytes from which `request` was parsed
   * @returns the number of spans without a valid id or start
   */
  addSpans(body: Buffer, request: TraceRequest, receivedMs = Date.now()): number {
    const batch: Batch = { body, users: 0 };
    let rejected = 0;
    for (const { resource, items } of spanGroups(request)) {
      const service = serviceOf(resource);
      for (const span of items) if (!this.#addSpan(span, service, batch, receivedMs)) rejected++;
    }
    this.#evictOldest();
    return rejected;
  }

  /** Adds log records. Records without a trace id are ignored. */
  addLogs(body: Buffer, request: LogRequest, receivedMs = Date.now()): void {
    const batch: Batch = { body, users: 0 };
    for (const record of logGroups(request).flatMap(({ items }) => items)) {
      const trace = this.#open(traceIdOf(record?.traceId), receivedMs);
      if (!trace || trace.logs >= this.limits.logs) continue;
      trace.logs++;
      this.#attach(batch, trace.logBatches);
    }
    this.#evictOldest();
  }

  #addSpan(span: OtlpSpan, service: string, batch: Batch, receivedMs: number): boolean {
    const traceId = isThere(span) ? traceIdOf(span.traceId) : undefined;
    const startNs = traceId ? Number(nanosOf(span.startTimeUnixNano)) : 0;
    if (!traceId || startNs === 0) return false;
    const trace = this.#open(traceId, receivedMs);
    if (!trace) return true;
    if (trace.spans >= this.limits.spans) {
      trace.droppedSpans++;
      return true;
    }
    const links = trace.linksTo.size;
    trace.addSpan(span, service, startNs);
    if (trace.linksTo.size > links) this.#index(trace);
    this.#attach(batch, trace.batches);
    return true;
  }

  #open(traceId: string | undefined, receivedMs: number): KeptTrace | undefined {
    if (traceId === undefined) return undefined;
    let trace = this.#traces.get(traceId);
    if (!trace) {
      if (this.#evicted.has(traceId)) return undefined;
      trace = new KeptTrace(traceId);
      this.#traces.set(traceId, trace);
    }
    trace.touchedMs = receivedMs;
    return trace;
  }

  #attach(batch: Batch, batches: Batch[]): void {
    if (batches.at(-1) === batch) return;
    batches.push(batch);
    if (batch.users++ === 0) this.#bytes += batch.body.length;
  }

  #index(trace: KeptTrace): void {
    for (const target of trace.linksTo) {
      const sources = this.#linkedFrom.get(target);
      if (sources) sources.add(trace.traceId);
      else this.#linkedFrom.set(target, new Set([trace.traceId]));
    }
  }

  #evictOldest(): void {
    while (this.#traces.size > this.limits.traces || this.#bytes > this.limits.bytes) {
      const oldest = this.#oldest();
      if (!oldest) return;
      this.#evict(oldest);
    }
  }

  /** Returns the oldest trace. The iterator is kept, because a new one would skip all deleted entries again. */
  #oldest(): KeptTrace | undefined {
    const next = this.#oldestFirst.next();
    if (!next.done) return next.value;
    this.#oldestFirst = this.#traces.values();
    return this.#oldestFirst.next().value;
  }

  #evict(trace: KeptTrace): void {
    const { traceId } = trace;
    this.#traces.delete(traceId);
    for (const batch of [...trace.batches, ...trace.logBatches]) {
      if (--batch.users === 0) this.#bytes -= batch.body.length;
    }
    for (const target of trace.linksTo) {
      const sources = this.#linkedFrom.get(target);
      sources?.delete(traceId);
      if (sources?.size === 0) this.#linkedFrom.delete(target);
    }
    this.#evicted.add(traceId);
  }
}

/** A bounded set of the latest ids. */
class LastIds {
  readonly #limit: number;
  readonly #ids = new Set<string>();
  readonly #ring: string[] = [];
  #at = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }
  has(id: string): boolean {
    return this.#ids.has(id);
  }
  add(id: string): void {
    this.#ids.delete(this.#ring[this.#at] ?? '');
    this.#ring[this.#at] = id;
    this.#ids.add(id);
    this.#at = (this.#at + 1) % this.#limit;
  }
}
