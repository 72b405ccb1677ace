/** Filter of `GET /traces`. */
export interface TraceFilter {
  /** Text in the trace's name or id (ignoring case), or anywhere in its spans and log lines (matching case). */
  readonly text: string;
  readonly service: string;
  /** Status or outcome of the order, such as `payment_failed`; empty for all traces. */
  readonly order: string;
  /** Only traces with a failed span or a failed order. */
  readonly onlyFailures: boolean;
  readonly onlyFaults: boolean;
  readonly minMs: number;
  /** Only traces that began until then, in milliseconds since 1970. */
  readonly untilMs: number;
  readonly limit: number;
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
    order: query.get('order') ?? '',
    onlyFailures: YES.has(query.get('error') ?? ''),
    onlyFaults: YES.has(query.get('chaos') ?? ''),
    minMs: number('min', 0),
    untilMs: number('until', Number.POSITIVE_INFINITY),
    limit: Math.min(Math.max(1, Math.floor(number('limit', LIMIT))), MOST),
  };
}
