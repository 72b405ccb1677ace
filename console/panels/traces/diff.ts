import type { TraceDocument, TraceSummary } from '#shared/console/traces';
import { isFailedOrder } from '#shared/telemetry/order-state';
import type { TraceSpan } from '#shared/telemetry/otlp/read-item';
import { hitsOf, isFailedSpan } from './bars.ts';

/** A span of one of two traces. */
export interface DiffSide {
  readonly spanId: string;
  readonly durationMs: number;
  readonly isFailed: boolean;
}

/** The same step of two traces; a side that lacks it is undefined. */
export interface DiffRow {
  readonly depth: number;
  readonly name: string;
  readonly service: string;
  readonly normal: DiffSide | undefined;
  readonly other: DiffSide | undefined;
  /** The faults that acted in the other. */
  readonly hits: readonly string[];
}

type Spans = readonly TraceSpan[];

/**
 * Compares two traces step by step. Steps are the same where name, service and place below the same parent agree; the
 * second call of a name is compared with the second one.
 */
export function diffOf(normal: Pick<TraceDocument, 'spans'>, other: Pick<TraceDocument, 'spans'>): DiffRow[] {
  const [ofNormal, ofOther] = [childrenOf(normal.spans), childrenOf(other.spans)];
  const below = (one: string | null, two: string | null, depth: number): DiffRow[] =>
    paired(ofNormal.get(one) ?? [], ofOther.get(two) ?? []).flatMap(([left, right]) => [
      rowOf(left, right, depth),
      ...below(left?.spanId ?? NONE, right?.spanId ?? NONE, depth + 1),
    ]);
  return below(null, null, 0);
}

/** An id that no span has. */
const NONE = '';

function rowOf(normal: TraceSpan | undefined, other: TraceSpan | undefined, depth: number): DiffRow {
  const { name = '', service = '' } = other ?? normal ?? {};
  const hits = other ? hitsOf(other) : [];
  return { depth, name, service, normal: sideOf(normal), other: sideOf(other), hits };
}

const sideOf = (span: TraceSpan | undefined): DiffSide | undefined =>
  span && { spanId: span.spanId, durationMs: span.durationMs, isFailed: isFailedSpan(span) };

/** Spans by parent, by start; `null` has those whose parent is missing. */
function childrenOf(spans: Spans): ReadonlyMap<string | null, Spans> {
  const known = new Set(spans.map(({ spanId }) => spanId));
  return Map.groupBy(spans, ({ parentSpanId: parent, spanId }) =>
    parent !== null && parent !== spanId && known.has(parent) ? parent : null,
  );
}

/** Pairs spans of one name in their order. What only one side has stands where it was. */
function paired(normal: Spans, other: Spans): [TraceSpan | undefined, TraceSpan | undefined][] {
  const waiting = Map.groupBy(other, keyOf);
  const matched = new Map(
    normal.flatMap((span) => {
      const match = waiting.get(keyOf(span))?.shift();
      return match ? [[span, match] as const] : [];
    }),
  );
  const used = new Set(matched.values());
  const rest = other.filter((span) => !used.has(span));
  return [
    ...normal.map((span): [TraceSpan | undefined, TraceSpan | undefined] => [span, matched.get(span)]),
    ...rest.map((span): [TraceSpan | undefined, TraceSpan | undefined] => [undefined, span]),
  ];
}

const keyOf = ({ name, service }: TraceSpan): string => `${service} ${name}`;

/** How many traces are offered to compare with, the newest ones. */
const MOST_OFFERED = 25;

/** The newest traces of the same request on which no fault acted and that went well. */
export const normalsFor = (trace: TraceSummary, traces: readonly TraceSummary[]): TraceSummary[] =>
  traces
    .filter(
      ({ traceId, name, path, faults, errors, order, problem }) =>
        traceId !== trace.traceId &&
        name === trace.name &&
        path === trace.path &&
        faults.length === 0 &&
        errors === 0 &&
        problem === undefined &&
        !isFailedOrder(order),
    )
    .slice(0, MOST_OFFERED);

/** The one whose duration is in the middle of all: the newest may be a slow one by chance. */
export function mostOrdinary(traces: readonly TraceSummary[]): TraceSummary | undefined {
  const byDuration = traces.toSorted((one, other) => one.durationMs - other.durationMs);
  return byDuration[Math.floor((byDuration.length - 1) / 2)];
}
