import { ATTRIBUTE, EVENT, SPAN_NAME } from '#shared/telemetry/conventions';
import type { Span, Trace } from '../engine-traces.ts';

/** A span with its times, in nanoseconds since 1970, and the spans below it. */
export interface TracedSpan extends Span {
  readonly start: bigint;
  readonly end: bigint;
  readonly children: readonly TracedSpan[];
}

/** One request or message that a service worked on, as its spans show it. */
export interface Invocation {
  readonly traceId: string;
  readonly root: TracedSpan;
  /** The calls that it made itself, sorted by their starts. */
  readonly calls: readonly TracedSpan[];
  /** Everything that it did, its calls included. */
  readonly work: readonly TracedSpan[];
  /** Whether a rule acted anywhere in the trace. */
  readonly hasFault: boolean;
}

const isEmulator = ({ attributes }: Span): boolean => attributes[ATTRIBUTE.emulator] !== undefined;
const isInvocation = (span: Span): boolean =>
  !isEmulator(span) &&
  (span.kind === 'SERVER' || span.kind === 'CONSUMER' || span.name === SPAN_NAME.inspectMessage);
const isCall = ({ kind }: Span): boolean => kind === 'CLIENT' || kind === 'PRODUCER';
const isHit = ({ events, attributes }: Span): boolean =>
  attributes[ATTRIBUTE.chaosFault] !== undefined || events.some(({ name }) => name === EVENT.chaosHit);
const byStart = (one: TracedSpan, other: TracedSpan): number => Number(one.start - other.start);

/** The requests and messages of a trace. Those whose own span has not arrived are left out. */
export function invocationsOf({ traceId, spans }: Trace): readonly Invocation[] {
  const childrenOf = Map.groupBy(spans, ({ parentSpanId }) => parentSpanId);
  const below = (span: Span): TracedSpan => ({
    ...span,
    start: BigInt(span.startTimeUnixNano),
    end: BigInt(span.endTimeUnixNano),
    children: (childrenOf.get(span.spanId) ?? []).map(below),
  });
  const hasFault = spans.some(isHit);
  return spans.filter(isInvocation).map((span) => {
    const root = below(span);
    const work = workBelow(root).toSorted(byStart);
    return { traceId, root, work, calls: work.filter(isCall), hasFault };
  });
}

function workBelow({ children, service }: TracedSpan): TracedSpan[] {
  const own = children.filter((child) => child.service === service && !isInvocation(child));
  return own.flatMap((child) => [child, ...workBelow(child)]);
}

/** The request of the called service; undefined for a store, and where its span is missing. */
export function calleeOf({ children }: TracedSpan): TracedSpan | undefined {
  return children
    .map((child) => (isEmulator(child) ? calleeOf(child) : child.kind === 'SERVER' ? child : undefined))
    .find((callee) => callee !== undefined);
}

const NANOS_PER_MS = 1e6;
/** Spans start at whole milliseconds, up to one before the work did, and end as much too early. */
const ROUNDING = 1_000_000n;

/** Whether a call had ended when another of the same process began. Two that are shorter than a millisecond may be both. */
export const isBefore = (one: TracedSpan, other: TracedSpan): boolean =>
  one.end < other.start + ROUNDING && one.start <= other.start;

export const msFrom = (one: bigint, other: bigint): number => Number(other - one) / NANOS_PER_MS;
