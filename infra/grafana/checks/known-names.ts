import { ATTRIBUTE, METRIC } from '#shared/telemetry/conventions';
import { counterName, gaugeName, promName, recordedName, SPAN, SPAN_METRICS } from '../src/metric-names.ts';
import { RECORDED } from '../src/recording-rules.ts';
import { namesIn } from './syntax.ts';

/** Dimensions that the collector's configuration takes from spans. */
export interface SpanDimensions {
  readonly dimensions: readonly string[];
  readonly callsDimensions: readonly string[];
}

const GAUGES: Readonly<Record<string, readonly string[]>> = {
  [METRIC.queueMessages]: [ATTRIBUTE.messagingDestination, ATTRIBUTE.queueState],
  [METRIC.environments]: [ATTRIBUTE.faasName],
};

/** Lists the labels that each metric can have, in Prometheus' spelling. */
export function knownMetrics({
  dimensions,
  callsDimensions,
}: SpanDimensions): ReadonlyMap<string, ReadonlySet<string>> {
  const ofSpans = [...Object.values(SPAN), ...dimensions];
  const labels = (names: readonly string[]): ReadonlySet<string> => new Set(names.map(promName));
  return new Map([
    [SPAN_METRICS.calls, labels([...ofSpans, ...callsDimensions])],
    [SPAN_METRICS.durations, labels([...ofSpans, 'le'])],
    ...RECORDED.flatMap((recorded): [string, ReadonlySet<string>][] => [
      [recordedName(recorded.metric), labels(recorded.labels)],
      [counterName(recorded.metric), labels([SPAN.service, ...recorded.labels])],
    ]),
    ...Object.entries(GAUGES).map(([gauge, names]): [string, ReadonlySet<string>] => [
      gaugeName(gauge as keyof typeof GAUGES as (typeof METRIC)['environments']),
      labels([SPAN.service, ...names]),
    ]),
  ]);
}

/** Lists metrics that no source emits, and labels that none of the metrics has. */
export function unknownNames(expr: string, known: ReturnType<typeof knownMetrics>): string[] {
  const { metrics, labels } = namesIn(expr);
  const has = (label: string): boolean => metrics.some((metric) => known.get(metric)?.has(label));
  return [...metrics.filter((metric) => !known.has(metric)), ...labels.filter((label) => !has(label))];
}
