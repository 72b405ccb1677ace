import { ATTRIBUTE, type METRIC } from '#shared/telemetry/conventions';

type MetricName = (typeof METRIC)[keyof typeof METRIC];

/** What span_metrics puts on every series itself, beside the dimensions of the collector's configuration. */
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

/** As the collector writes a name to Prometheus. */
export const promName = (name: string): string => name.replaceAll(/\W/g, '_');
export const counterName = (metric: MetricName): string => `${promName(metric)}_total`;
export const gaugeName = (metric: MetricName): string => promName(metric);
/** As `recording-rules.ts` keeps a counter: without gaps, and from 0 on. */
export const recordedName = (metric: MetricName): string => `${promName(metric)}:total`;

export const is = (name: string, value: string): string => `${promName(name)}="${value}"`;
export const isNot = (name: string, value: string): string => `${promName(name)}!="${value}"`;
export const matches = (name: string, pattern: string): string => `${promName(name)}=~"${pattern}"`;

export const series = (metric: string, matchers: readonly string[] = []): string =>
  matchers.length === 0 ? metric : `${metric}{${matchers.join(', ')}}`;

/** Dashboards let Grafana choose how far back one point looks. */
export const GRAFANA_WINDOW = '$__rate_interval';

export const rate = (selector: string, window = GRAFANA_WINDOW): string => `rate(${selector}[${window}])`;
export const increase = (selector: string, window: string): string => `increase(${selector}[${window}])`;

export const sum = (expression: string, by: readonly string[] = []): string =>
  by.length === 0 ? `sum(${expression})` : `sum by (${by.map(promName).join(', ')}) (${expression})`;

/** Spans of the functions themselves: what the local engine adds is left out. */
export const ownSpans = (...matchers: readonly string[]): string[] => [
  is(ATTRIBUTE.emulator, ''),
  ...matchers,
];

export const callRate = (matchers: readonly string[], by: readonly string[] = [], window?: string): string =>
  sum(rate(series(SPAN_METRICS.calls, matchers), window), by);

/** Share of the calls that failed, from 0 to 1; 0 where calls were made and none failed. */
export function errorShare(matchers: readonly string[], by: readonly string[] = [], window?: string): string {
  const all = callRate(matchers, by, window);
  return `(${callRate([...matchers, is(SPAN.status, FAILED)], by, window)} or 0 * ${all}) / ${all}`;
}

/** In seconds. */
export const percentile = (
  share: number,
  matchers: readonly string[],
  by: readonly string[] = [],
  window?: string,
): string =>
  `histogram_quantile(${share}, ${sum(rate(series(SPAN_METRICS.durations, matchers), window), ['le', ...by])})`;
