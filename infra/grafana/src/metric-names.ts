import type { METRIC } from '#shared/telemetry/conventions';

type MetricName = (typeof METRIC)[keyof typeof METRIC];

/** Labels that span_metrics adds to every series, beside the dimensions of the collector's configuration. */
export const SPAN = { service: 'service.name', name: 'span.name', kind: 'span.kind', status: 'status.code' };
export const SERVER = 'SPAN_KIND_SERVER';
export const CLIENT = 'SPAN_KIND_CLIENT';
export const CONSUMER = 'SPAN_KIND_CONSUMER';
export const FAILED = 'STATUS_CODE_ERROR';

export const SPAN_METRICS = {
  calls: 'traces_span_metrics_calls_total',
  durations: 'traces_span_metrics_duration_seconds_bucket',
} as const;

export const SERVICE_GRAPH = {
  calls: 'traces_service_graph_request_total',
  failed: 'traces_service_graph_request_failed_total',
} as const;

/** Converts a name as the collector does for Prometheus. */
export const promName = (name: string): string => name.replaceAll(/\W/g, '_');
export const counterName = (metric: MetricName): string => `${promName(metric)}_total`;
export const gaugeName = (metric: MetricName): string => promName(metric);
/** Name under which `recording-rules.ts` keeps a counter: without gaps, and from 0 on. */
export const recordedName = (metric: MetricName): string => `${promName(metric)}:total`;
