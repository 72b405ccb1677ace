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
 * acted on is counted with the fault, by the span of its point, and not once more by the span of the call itself.
 */
export function callsOfSpans(
  service: string,
  spans: readonly OtlpSpan[],
  edgeOfPoint: EdgeOfPoint,
): readonly SpanCall[] {
  const points: CallAt[] = [];
  const calls: CallAt[] = [];
  for (const span of spans) {
    const edge = edgeOfHit(span, edgeOfPoint);
    if (edge === undefined) calls.push(...callsOfSpan(service, span).map((call) => ({ call, span })));
    else if (!isOfClients(edge)) points.push({ call: callOf(edge, span), span });
  }
  if (points.length === 0) return calls.map(({ call }) => call);
  const parents = new Map(spans.map(({ spanId, parentSpanId }) => [spanId, parentSpanId]));
  const counted = new Set<CallAt>();
  const hits = points.map(({ call, span }) => {
    const within = calls.filter(
      (each) => each.call.edge === call.edge && !counted.has(each) && isWithin(each.span, span, parents),
    );
    // the last try decides how the call of the point ends; earlier ones are calls of their own
    const last = within.toSorted((one, other) => endOf(one.span) - endOf(other.span)).at(-1);
    if (!last) return call;
    counted.add(last);
    // a declined payment is no error of the point
    return { ...call, isFailure: call.isFailure || last.call.isFailure };
  });
  return [...hits, ...calls.filter((each) => !counted.has(each)).map(({ call }) => call)];
}

/** Whether the gateway counts the calls: a point that is shown there stays inside of its service, and is called by others too. */
const isOfClients = (edge: EdgeId): boolean => edge.startsWith('gateway-');

interface CallAt {
  readonly call: SpanCall;
  readonly span: OtlpSpan;
}

const startOf = ({ startTimeUnixNano }: OtlpSpan): number => numberOf(startTimeUnixNano);
const endOf = ({ endTimeUnixNano }: OtlpSpan): number => numberOf(endTimeUnixNano);

/**
 * Whether a span was made while its point was called. The span of a point is begun when a rule acts there, so the spans
 * of its call are not below it, but beside it or below one that is.
 */
function isWithin(span: OtlpSpan, point: OtlpSpan, parents: ReadonlyMap<unknown, unknown>): boolean {
  if (startOf(span) < startOf(point) || startOf(span) > endOf(point)) return false;
  const seen = new Set<unknown>();
  for (let id = span.parentSpanId; id !== undefined && !seen.has(id); id = parents.get(id)) {
    if (id === point.parentSpanId || id === point.spanId) return true;
    seen.add(id);
  }
  return false;
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
