import {
  type Attributed,
  type LogRequest,
  listOf,
  type OtlpLogRecord,
  type OtlpPoint,
  type OtlpSpan,
  type TraceRequest,
} from './read.ts';
import type { Signal } from './text.ts';

/** The items of one resource, over all its scopes. An item may be anything that JSON can hold. */
export interface Group<Item> {
  readonly resource: Attributed | undefined;
  readonly items: readonly Item[];
}

/** OTLP's list of resources with their spans. */
export type SpanResources = TraceRequest['resourceSpans'];

interface MetricRequest {
  readonly resourceMetrics?: readonly {
    readonly resource?: Attributed;
    readonly scopeMetrics?: readonly { readonly metrics?: readonly OtlpMetric[] }[];
  }[];
}
/** A gauge, sum or histogram. */
interface OtlpMetric {
  readonly name?: unknown;
  readonly sum?: { readonly dataPoints?: readonly OtlpPoint[] };
}

/**
 * Lists the spans of a request, by resource.
 * @param groups the list of resources, where it has another name than OTLP's
 */
export const spanGroups = (
  request: TraceRequest,
  groups: SpanResources = request.resourceSpans,
): Group<OtlpSpan>[] =>
  listOf(groups).map((group) => ({
    resource: group?.resource,
    items: listOf(group?.scopeSpans).flatMap((scope) => listOf(scope?.spans)),
  }));

/** Lists the log records of a request, by resource. */
export const logGroups = ({ resourceLogs }: LogRequest): Group<OtlpLogRecord>[] =>
  listOf(resourceLogs).map((group) => ({
    resource: group?.resource,
    items: listOf(group?.scopeLogs).flatMap((scope) => listOf(scope?.logRecords)),
  }));

/** Lists the data points of a sum, by resource. */
export const sumGroups = ({ resourceMetrics }: MetricRequest, name: string): Group<OtlpPoint>[] =>
  listOf(resourceMetrics).map((group) => ({
    resource: group?.resource,
    items: listOf(group?.scopeMetrics)
      .flatMap((scope) => listOf(scope?.metrics))
      .filter((metric) => metric?.name === name)
      .flatMap(({ sum }) => listOf(sum?.dataPoints)),
  }));

/** Returns the number of spans, log records or data points in a body; 0 if it is no JSON. */
export function itemsIn(signal: Signal, body: Buffer): number {
  try {
    const request: object = Object(JSON.parse(body.toString()));
    if (signal === 'metrics') return dataPointsIn(request);
    const groups = signal === 'traces' ? spanGroups(request) : logGroups(request);
    return groups.reduce((sum, { items }) => sum + items.length, 0);
  } catch {
    return 0;
  }
}

const dataPointsIn = ({ resourceMetrics }: MetricRequest): number =>
  listOf(resourceMetrics)
    .flatMap((group) => listOf(group?.scopeMetrics))
    .flatMap((scope) => listOf(scope?.metrics))
    .flatMap((metric) => Object.values(Object(metric)))
    .reduce<number>((sum, data) => sum + listOf(Object(data).dataPoints).length, 0);
