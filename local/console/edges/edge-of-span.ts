import { type EdgeId, isEdge } from '#shared/console/topology';
import { ATTRIBUTE, SPAN_NAME, STEP_SPAN } from '#shared/telemetry/conventions';
import { isError, numberOf, type OtlpSpan } from '#shared/telemetry/otlp/read';
import { SPAN_KINDS } from '#shared/telemetry/otlp/text';
import { attributeOf } from '../attribute-of.ts';

/** A call that a span records. */
export interface SpanCall {
  readonly edge: EdgeId;
  readonly isFailure: boolean;
  readonly tookMs: number;
}

/** The edge of a point, for a mode that acted there. */
export type EdgeOfPoint = (point: string, mode: string) => EdgeId | undefined;

const CLIENT = SPAN_KINDS.indexOf('CLIENT');
const PRODUCER = SPAN_KINDS.indexOf('PRODUCER');
const NANOS_PER_MS = 1e6;
const DECLINED = 'declined';
/** Steps that a payment provider carries out; the ledger in DynamoDB records them. */
const OF_PROVIDER: readonly unknown[] = [STEP_SPAN.charge, STEP_SPAN.refund];

/**
 * The calls that the spans of a service stand for: none for what stays inside of it, two for a charge. A call that a fault
 * acted on is counted with the fault, by the span of its point, and not once more by the span below that.
 */
export function callsOfSpans(
  service: string,
  spans: readonly OtlpSpan[],
  edgeOfPoint: EdgeOfPoint,
): readonly SpanCall[] {
  const hit = new Map(
    spans.flatMap((span) => {
      const edge = edgeOfHit(span, edgeOfPoint);
      return edge === undefined ? [] : [[span.spanId, edge] as const];
    }),
  );
  return spans.flatMap((span) => {
    const atPoint = hit.get(span.spanId);
    if (atPoint) return [callOf(atPoint, span)];
    const above = hit.get(span.parentSpanId);
    return callsOfSpan(service, span).filter(({ edge }) => edge !== above);
  });
}

/** The edges on which an open breaker refused a call. */
export function openBreakers(service: string, spans: readonly OtlpSpan[]): readonly EdgeId[] {
  return spans.flatMap((span) => {
    const edge = `${service}-${attributeOf(span, ATTRIBUTE.breakerOpen)}`;
    return isEdge(edge) ? [edge] : [];
  });
}

/** The edge of a call that a fault acted on; its span has the name of the point. */
function edgeOfHit(span: OtlpSpan, edgeOfPoint: EdgeOfPoint): EdgeId | undefined {
  const mode = attributeOf(span, ATTRIBUTE.chaosMode);
  return mode === undefined || typeof span.name !== 'string' ? undefined : edgeOfPoint(span.name, mode);
}

function callsOfSpan(service: string, span: OtlpSpan): readonly SpanCall[] {
  const edge = edgeOf(service, span);
  if (edge === undefined) return [];
  const call = callOf(edge, span);
  if (edge !== 'order-payments' || !OF_PROVIDER.includes(span.name)) return [call];
  const isFailure = call.isFailure || attributeOf(span, ATTRIBUTE.stepResult) === DECLINED;
  return [call, { ...call, edge: 'order-provider', isFailure }];
}

function callOf(edge: EdgeId, span: OtlpSpan): SpanCall {
  const tookMs = (numberOf(span.endTimeUnixNano) - numberOf(span.startTimeUnixNano)) / NANOS_PER_MS;
  return { edge, isFailure: isError(span), tookMs: Number.isFinite(tookMs) ? Math.max(0, tookMs) : 0 };
}

function edgeOf(service: string, span: OtlpSpan): EdgeId | undefined {
  if (span.name === SPAN_NAME.inspectMessage) return 'queue-order';
  const called =
    span.kind === PRODUCER
      ? 'queue'
      : span.kind === CLIENT
        ? (attributeOf(span, ATTRIBUTE.peerService) ?? storeOf(span))
        : undefined;
  const edge = `${service}-${called}`;
  return isEdge(edge) ? edge : undefined;
}

/** A table is known by the end of its name, which begins with that of the stage. */
function storeOf(span: OtlpSpan): string | undefined {
  const table = attributeOf(span, ATTRIBUTE.dbCollection);
  const system = attributeOf(span, ATTRIBUTE.dbSystem);
  return system === 'aws.dynamodb' ? table?.slice(table.lastIndexOf('-') + 1) : system;
}
