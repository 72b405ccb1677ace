import type { WaterfallSpan } from '#console/charts/waterfall';
import type { TraceDocument } from '#shared/console/traces';
import { ATTRIBUTE, EVENT } from '#shared/telemetry/conventions';
import { orderIn } from '#shared/telemetry/order-state';
import { msBetween } from '#shared/telemetry/otlp/nanoseconds';
import type { TraceSpan } from '#shared/telemetry/otlp/read-item';
import { isFailure, resultOf } from '#shared/telemetry/span-result';

/** The spans of a trace as bars on one axis. */
export function barsOf({ spans, logs }: Pick<TraceDocument, 'spans' | 'logs'>): WaterfallSpan[] {
  const startNanos = spans[0]?.startTimeUnixNano ?? '0';
  const lines = new Map<string | null, number>();
  for (const { spanId } of logs) lines.set(spanId, (lines.get(spanId) ?? 0) + 1);
  return spans.map((span) => ({
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    name: span.name,
    service: span.service,
    startMs: Math.max(msBetween(startNanos, span.startTimeUnixNano), 0),
    durationMs: span.durationMs,
    isFailed: isFailedSpan(span),
    hits: hitsOf(span),
    tags: tagsOf(span, lines.get(span.spanId) ?? 0),
    isEmulator: span.attributes[ATTRIBUTE.emulator] !== undefined,
  }));
}

/** Whether the work of a span went wrong, as an error or by its result. */
export function isFailedSpan({ status, attributes }: TraceSpan): boolean {
  const result = resultOf(attributes);
  return status.code === 'ERROR' || (result !== undefined && isFailure(result));
}

/** The faults that acted on a span, each once: `<rule>@<point>`. */
export function hitsOf({ attributes, events }: TraceSpan): string[] {
  const of = (found: TraceSpan['attributes']): string[] => {
    const [fault, point] = [found[ATTRIBUTE.chaosFault], found[ATTRIBUTE.chaosPoint]];
    if (fault === undefined) return [];
    return [point === undefined ? String(fault) : `${fault}@${point}`];
  };
  const hits = events.filter(({ name }) => name === EVENT.chaosHit).flatMap((event) => of(event.attributes));
  return [...new Set([...of(attributes), ...hits])];
}

function tagsOf({ attributes, status, links }: TraceSpan, lines: number): string[] {
  const code = attributes[ATTRIBUTE.httpStatus] ?? attributes[ATTRIBUTE.errorType] ?? 'error';
  return [
    resultOf(attributes),
    orderIn(attributes),
    status.code === 'ERROR' ? String(code) : undefined,
    attributes[ATTRIBUTE.faasColdStart] === true ? 'cold start' : undefined,
    attributes[ATTRIBUTE.emulator] === undefined ? undefined : 'emulator',
    links.length > 0 ? '⇄' : undefined,
    lines > 0 ? `≡ ${lines}` : undefined,
  ].filter((tag) => tag !== undefined);
}
