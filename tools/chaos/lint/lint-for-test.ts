import { valuesOf } from '#shared/telemetry/call-values';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { nanosOfMs } from '#shared/telemetry/otlp/nanoseconds';
import { readSpan } from '#shared/telemetry/otlp/read-item';
import { SPAN_KINDS, STATUS_ERROR, spanText } from '#shared/telemetry/otlp/text';
import type { Span, Trace } from '../engine-traces.ts';
import type { Finding } from './finding.ts';
import type { Lint } from './lint.ts';
import { runLints } from './run-lints.ts';

/** A span in words: what is not said is that of a call which takes 10 ms, 10 ms after the one before it. */
export interface SpanWords extends Partial<Pick<Span, 'kind' | 'service'>> {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  /** Names of events. */
  readonly events?: readonly string[];
  readonly fromMs?: number;
  readonly tookMs?: number;
  readonly failed?: true;
  readonly given?: unknown;
  readonly answer?: unknown;
  readonly below?: readonly SpanWords[];
}

const EPOCH_MS = 1_764_000_000_000;
const STEP_MS = 10;
const TRACE_DIGITS = 32;
const SPAN_DIGITS = 16;
let made = 0;
const newId = (digits: number): string => (++made).toString(16).padStart(digits, '0');

interface Place {
  readonly traceId: string;
  readonly service: string;
  readonly parentSpanId?: string;
  readonly fromMs: number;
}

/** Written as functions write spans, and read as the engine reads them. */
function spansOf(words: SpanWords, place: Place): Span[] {
  const { name, kind = 'CLIENT', fromMs = place.fromMs, tookMs = STEP_MS, given, answer, below = [] } = words;
  const { service = place.service, events = [], failed } = words;
  const spanId = newId(SPAN_DIGITS);
  const text = spanText({
    ...{ name, spanId, traceId: place.traceId, links: [] },
    ...(place.parentSpanId !== undefined && { parentSpanId: place.parentSpanId }),
    kind: SPAN_KINDS.indexOf(kind),
    startNanos: nanosOfMs(EPOCH_MS, fromMs),
    endNanos: nanosOfMs(EPOCH_MS, fromMs + tookMs),
    attributes: {
      ...words.attributes,
      ...('given' in words && { [ATTRIBUTE.callArguments]: valuesOf(given) }),
      ...('answer' in words && { [ATTRIBUTE.callAnswer]: valuesOf(answer) }),
    },
    events: events.map((event) => ({ name: event, nanos: nanosOfMs(EPOCH_MS, fromMs), attributes: {} })),
    ...(failed && { status: { code: STATUS_ERROR } }),
  });
  const children = below.flatMap((child, at) =>
    spansOf(child, { ...place, service, parentSpanId: spanId, fromMs: fromMs + STEP_MS * at }),
  );
  return [readSpan(JSON.parse(text), place.traceId, service, {}, 0), ...children];
}

/** A trace of one request to the order service with these calls, one after the other. */
export function orderTrace(calls: readonly SpanWords[], root: Partial<SpanWords> = {}): Trace {
  const words: SpanWords = {
    ...{ name: 'POST /orders', kind: 'SERVER', tookMs: STEP_MS * calls.length },
    ...root,
    below: calls,
  };
  const traceId = newId(TRACE_DIGITS);
  return { traceId, spans: spansOf(words, { traceId, service: 'order', fromMs: 0 }), linkedFrom: [] };
}

/** What a lint finds, with nothing accepted. */
export const found = (lint: Lint, ...traces: readonly Trace[]): readonly Finding[] =>
  runLints(traces, [lint], []);

/** The spans of each finding, with the number of traces. */
export const placesOf = (lint: Lint, ...traces: readonly Trace[]): readonly string[] =>
  found(lint, ...traces).map(({ spans, traces: some, of }) => `${spans.join(' > ')} ${some}/${of}`);

export const DYNAMO = (operation: string, collection = 'orders'): NonNullable<SpanWords['attributes']> => ({
  [ATTRIBUTE.dbSystem]: 'aws.dynamodb',
  [ATTRIBUTE.dbOperation]: operation,
  [ATTRIBUTE.dbCollection]: collection,
});

export const HTTP = (method: string, peer = 'restaurant'): NonNullable<SpanWords['attributes']> => ({
  [ATTRIBUTE.httpMethod]: method,
  [ATTRIBUTE.peerService]: peer,
});
