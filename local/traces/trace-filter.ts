import type { KeptTrace, TraceSummary } from './kept-trace.ts';
import { TraceReader } from './trace-reader.ts';
import type { TraceStore } from './trace-store.ts';

/** Filter of `GET /traces`. */
export interface TraceFilter {
  /** Text in the trace's name or id (ignoring case), or anywhere in its spans and log lines (matching case). */
  readonly text: string;
  readonly service: string;
  readonly onlyErrors: boolean;
  readonly onlyFaults: boolean;
  readonly minMs: number;
  readonly limit: number;
}

export interface TraceList {
  readonly traces: readonly TraceSummary[];
  /** Older traces match the filter too. */
  readonly hasMore: boolean;
  /** Number of stored traces. */
  readonly kept: number;
}

const LIMIT = 100;
const MOST = 1_000;
const YES = new Set(['1', 'true', 'on']);

/** Reads the filter from a query. An invalid number counts as absent. */
export function readFilter(query: URLSearchParams): TraceFilter {
  const number = (name: string, fallback: number): number => {
    const value = Number(query.get(name) || Number.NaN);
    return Number.isFinite(value) && value >= 0 ? value : fallback;
  };
  return {
    text: (query.get('q') ?? '').trim(),
    service: query.get('service') ?? '',
    onlyErrors: YES.has(query.get('error') ?? ''),
    onlyFaults: YES.has(query.get('chaos') ?? ''),
    minMs: number('min', 0),
    limit: Math.min(Math.max(1, Math.floor(number('limit', LIMIT))), MOST),
  };
}

/** Lists traces, newest first, and stops at the limit: searching all stored traces would delay requests. */
export function listTraces(store: TraceStore, filter: TraceFilter): TraceList {
  const hasText = textSearch(filter.text);
  const kept = store.newestFirst();
  const traces: TraceSummary[] = [];
  for (const trace of kept) {
    const summary = trace.summary();
    const fits =
      summary.durationMs >= filter.minMs &&
      (filter.service === '' || summary.services.includes(filter.service)) &&
      (!filter.onlyErrors || summary.errors > 0) &&
      (!filter.onlyFaults || summary.faults.length > 0) &&
      hasText(trace, summary);
    if (!fits) continue;
    if (traces.length === filter.limit) return { traces, hasMore: true, kept: kept.length };
    traces.push(summary);
  }
  return { traces, hasMore: false, kept: kept.length };
}

/** Creates a text search that parses only bodies that contain the text. */
function textSearch(text: string): (trace: KeptTrace, summary: TraceSummary) => boolean {
  if (text === '') return () => true;
  const lower = text.toLowerCase();
  const asJson = JSON.stringify(text).slice(1, -1);
  const reader = new TraceReader();
  const hits = new Map<Buffer, boolean>();
  const holds = ({ body }: { readonly body: Buffer }): boolean => {
    const known = hits.get(body);
    if (known !== undefined) return known;
    const hit = body.includes(asJson);
    hits.set(body, hit);
    return hit;
  };
  const isIn = (value: unknown): boolean => JSON.stringify(value).includes(asJson);
  return (trace, { name, traceId }) =>
    name.toLowerCase().includes(lower) ||
    traceId.includes(lower) ||
    (trace.batches.some(holds) && reader.spans(trace).some(isIn)) ||
    (trace.logBatches.some(holds) && reader.logs(trace).some(isIn));
}
