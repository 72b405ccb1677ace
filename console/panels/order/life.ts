import type { OrderEventKind, OrderHistoryBody, OrderStore } from '#shared/console/order-history';
import { ATTRIBUTE, EVENT, STEP_SPAN } from '#shared/telemetry/conventions';
import type { TraceSpan } from '#shared/telemetry/otlp/read-item';
import { isFailure } from '#shared/telemetry/span-result';
import type { Stretch } from './axis.ts';

/** The rows of a life, from top to bottom. */
export const LANES = ['requests', 'orders', 'stock', 'payments', 'queue', 'calls', 'faults'] as const;
export type Lane = (typeof LANES)[number];

/** Something that happened to an order, at an instant or for a while. */
export interface LifeMark extends Stretch {
  readonly lane: Lane;
  /** Set for what a store recorded; its name is a word of the page. */
  readonly kind?: OrderEventKind;
  /** Name of a span; for a record, its particulars. */
  readonly text: string;
  readonly isBad: boolean;
  /** It went on at the instant up to which the life is shown, and how it ended is left out. */
  readonly isOpen?: true;
  readonly traceId?: string;
  readonly spanId?: string;
}

/** A trace, as far as a life reads it. */
export interface LifeTrace {
  readonly traceId: string;
  readonly spans: readonly TraceSpan[];
}

const LANE_OF_STORE: Readonly<Record<Exclude<OrderStore, 'faults'>, Lane>> = {
  orders: 'orders',
  stock: 'stock',
  payments: 'payments',
  'dead letters': 'queue',
};
const BAD_KINDS: readonly OrderEventKind[] = ['refused', 'dead_letter', 'hit'];
const STEPS: ReadonlySet<string> = new Set(Object.values(STEP_SPAN));
const NANOS_PER_MICRO = 1_000n;
const MICROS_PER_MS = 1_000;

/**
 * Everything known about an order, by time: what its stores recorded, and what its traces show.
 * @param untilMs what began later is left out, and so is how it ended
 */
export function lifeOf(
  orderId: number,
  history: OrderHistoryBody | undefined,
  traces: readonly LifeTrace[],
  untilMs = Number.POSITIVE_INFINITY,
): LifeMark[] {
  const own = traces.filter(({ spans }) => spans.some((span) => orderIn(span) === orderId));
  return [...recordsIn(history), ...own.flatMap(({ spans }) => marksIn(orderId, spans, untilMs))]
    .filter(({ fromMs }) => fromMs <= untilMs)
    .sort((one, other) => one.fromMs - other.fromMs || one.toMs - other.toMs);
}

/** The faults of the history come from the traces too, and are read there. */
function recordsIn(history: OrderHistoryBody | undefined): LifeMark[] {
  return (history?.events ?? []).flatMap(({ at, store, kind, about }): LifeMark[] => {
    if (store === 'faults') return [];
    const ms = Date.parse(at);
    const isBad = BAD_KINDS.includes(kind) || isFailure(about.split(/[ :]/, 1)[0] ?? '');
    return [{ lane: LANE_OF_STORE[store], kind, text: about, fromMs: ms, toMs: ms, isBad }];
  });
}

const orderIn = ({ attributes }: TraceSpan): unknown => attributes[ATTRIBUTE.orderId];

/** A trace of the recovery may be about other orders too; their spans are left out. */
function marksIn(orderId: number, spans: readonly TraceSpan[], untilMs: number): LifeMark[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  return spans.flatMap((span): LifeMark[] => {
    const about = orderIn(span);
    if (about !== undefined && about !== orderId) return [];
    const lane = laneOf(span, span.parentSpanId === null || !ids.has(span.parentSpanId));
    const { traceId, spanId } = span;
    const hits = span.events
      .filter(({ name }) => name === EVENT.chaosHit)
      .map((hit): LifeMark => {
        const at = msOf(hit.timeUnixNano);
        const { chaosFault, chaosPoint, chaosMode, chaosWhen } = ATTRIBUTE;
        const [rule, point, mode, when] = [chaosFault, chaosPoint, chaosMode, chaosWhen].map(
          (name) => hit.attributes[name] ?? '?',
        );
        const text = `${rule}@${point}: ${mode} ${when}`;
        return { lane: 'faults', kind: 'hit', text, fromMs: at, toMs: at, isBad: true, traceId, spanId };
      });
    if (!lane) return hits;
    const fromMs = msOf(span.startTimeUnixNano);
    const toMs = fromMs + span.durationMs;
    if (toMs > untilMs) {
      const text = titleOf(span);
      return [{ lane, text, fromMs, toMs: untilMs, isBad: false, isOpen: true, traceId, spanId }, ...hits];
    }
    const result = span.attributes[ATTRIBUTE.stepResult];
    const text = titleOf(span) + (result === undefined ? '' : `: ${result}`);
    const isBad = span.status.code === 'ERROR' || isFailure(String(result ?? ''));
    return [{ lane, text, fromMs, toMs, isBad, traceId, spanId }, ...hits];
  });
}

function laneOf({ name, attributes }: TraceSpan, isRoot: boolean): Lane | undefined {
  if (attributes[ATTRIBUTE.messagingSystem] !== undefined) return 'queue';
  if (isRoot) return 'requests';
  return STEPS.has(name) ? 'calls' : undefined;
}

const titleOf = ({ name }: TraceSpan): string => name.replace(/^gateway /, '');

/** Milliseconds with their fraction: a double holds today's microseconds. */
const msOf = (nanos: string): number => Number(BigInt(nanos) / NANOS_PER_MICRO) / MICROS_PER_MS;
