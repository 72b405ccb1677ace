import { type LogRequest, listOf, type TraceRequest } from '#shared/telemetry/otlp/read';
import type { Signal } from '#shared/telemetry/otlp/text';

interface MetricRequest {
  readonly resourceMetrics?: readonly {
    readonly scopeMetrics?: readonly {
      readonly metrics?: readonly Readonly<Record<string, unknown>>[];
    }[];
  }[];
}

/** Spans, log records or data points in a body: read only when one is lost, for the count. 0 if it is no JSON. */
export function itemsIn(signal: Signal, body: Buffer): number {
  try {
    const request: object = Object(JSON.parse(body.toString()));
    if (signal === 'traces') return spansIn(request);
    return signal === 'logs' ? recordsIn(request) : dataPointsIn(request);
  } catch {
    return 0;
  }
}

const spansIn = ({ resourceSpans }: TraceRequest): number =>
  listOf(resourceSpans)
    .flatMap((group) => listOf(group?.scopeSpans))
    .reduce((sum, scope) => sum + listOf(scope?.spans).length, 0);

const recordsIn = ({ resourceLogs }: LogRequest): number =>
  listOf(resourceLogs)
    .flatMap((group) => listOf(group?.scopeLogs))
    .reduce((sum, scope) => sum + listOf(scope?.logRecords).length, 0);

const dataPointsIn = ({ resourceMetrics }: MetricRequest): number =>
  listOf(resourceMetrics)
    .flatMap((group) => listOf(group?.scopeMetrics))
    .flatMap((scope) => listOf(scope?.metrics))
    .flatMap((metric) => Object.values(Object(metric)))
    .reduce<number>((sum, data) => sum + listOf(Object(data).dataPoints).length, 0);
