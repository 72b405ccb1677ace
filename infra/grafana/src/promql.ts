import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { FAILED, promName, SPAN, SPAN_METRICS } from './metric-names.ts';

export const is = (name: string, value: string): string => `${promName(name)}="${value}"`;
export const isNot = (name: string, value: string): string => `${promName(name)}!="${value}"`;
export const matches = (name: string, pattern: string): string => `${promName(name)}=~"${pattern}"`;

export const series = (metric: string, matchers: readonly string[] = []): string =>
  matchers.length === 0 ? metric : `${metric}{${matchers.join(', ')}}`;

/** Grafana's variable for the time range behind one point. */
export const GRAFANA_WINDOW = '$__rate_interval';

export const rate = (selector: string, window = GRAFANA_WINDOW): string => `rate(${selector}[${window}])`;
export const increase = (selector: string, window: string): string => `increase(${selector}[${window}])`;

export const sum = (expression: string, by: readonly string[] = []): string =>
  by.length === 0 ? `sum(${expression})` : `sum by (${by.map(promName).join(', ')}) (${expression})`;

/** Selects spans of the functions themselves, not those that the local engine adds. */
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

/** A percentile of durations, in seconds. */
export const percentile = (
  share: number,
  matchers: readonly string[],
  by: readonly string[] = [],
  window?: string,
): string =>
  `histogram_quantile(${share}, ${sum(rate(series(SPAN_METRICS.durations, matchers), window), ['le', ...by])})`;
