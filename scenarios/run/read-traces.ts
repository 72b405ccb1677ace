import { setTimeout as sleep } from 'node:timers/promises';
import { ATTRIBUTE, EVENT } from '#shared/telemetry/conventions';
import type { TraceSpan } from '#shared/telemetry/otlp/read-item';
import type { RunReport } from '../report/run-report.ts';
import type { ExampleOrders } from './example-orders.ts';

type ReportedTrace = RunReport['traces'][number];
type ReadSpan = Pick<
  TraceSpan,
  | 'spanId'
  | 'parentSpanId'
  | 'name'
  | 'service'
  | 'startTimeUnixNano'
  | 'durationMs'
  | 'status'
  | 'attributes'
  | 'events'
>;

const NANOS_PER_MS = 1e6;
const TIMEOUT_MS = 5_000;
/** Spans arrive up to a second after they end. */
const ARRIVAL_MS = 1_500;

/** Reads the example traces that the engine keeps; there are none where no engine is, or where telemetry is off. */
export async function readTraces(
  engineUrl: string | undefined,
  examples: ExampleOrders,
  loadEndedAtMs: number,
): Promise<readonly ReportedTrace[]> {
  if (engineUrl === undefined) return [];
  await sleep(Math.max(0, loadEndedAtMs + ARRIVAL_MS - Date.now()));
  const kinds = (['worst', 'typical'] as const).flatMap((kind) => {
    const traceId = examples[kind];
    return traceId === undefined ? [] : [{ kind, traceId }];
  });
  const found = await Promise.all(
    kinds.map(async ({ kind, traceId }) => {
      const spans = await spansOf(engineUrl, traceId);
      return spans.length === 0 ? undefined : { trace_id: traceId, kind, spans: reported(spans) };
    }),
  );
  return found.filter((trace) => trace !== undefined);
}

async function spansOf(engineUrl: string, traceId: string): Promise<readonly ReadSpan[]> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${engineUrl}/traces/${traceId}.json`, { signal });
    // the engine that wrote it is of this version
    return response.ok ? ((await response.json()) as { readonly spans: readonly ReadSpan[] }).spans : [];
  } catch {
    return [];
  }
}

function reported(spans: readonly ReadSpan[]): ReportedTrace['spans'] {
  const startMs = (span: ReadSpan): number => Number(BigInt(span.startTimeUnixNano)) / NANOS_PER_MS;
  const first = Math.min(...spans.map(startMs));
  return spans.map((span) => ({
    span_id: span.spanId,
    parent_span_id: span.parentSpanId,
    name: span.name,
    service: span.service,
    start_ms: startMs(span) - first,
    duration_ms: span.durationMs,
    failed: span.status.code === 'ERROR',
    hits: span.events
      .filter(({ name }) => name === EVENT.chaosHit)
      .map(({ attributes }) => `${attributes[ATTRIBUTE.chaosFault]}@${attributes[ATTRIBUTE.chaosPoint]}`),
  }));
}
