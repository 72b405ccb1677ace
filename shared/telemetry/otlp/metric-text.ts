import type { Attributes } from '@opentelemetry/api';
import { attributesText } from './text.ts';

/** One point of a counter or gauge. */
export interface MetricPoint {
  /** A whole number. */
  readonly value: number;
  readonly attributes: Attributes;
}

/** OTLP's numbers for the start of a count: the last export, or the counter's start. */
const TEMPORALITY = { delta: 1, cumulative: 2 } as const;

/** Writes a gauge, read at `nanos`. */
export const gaugeText = (name: string, points: readonly MetricPoint[], nanos: string): string =>
  `{"name":${JSON.stringify(name)},"gauge":{${pointsText(points, `"timeUnixNano":"${nanos}"`)}}}`;

/** Writes a counter that never falls, counted between two times. */
export function counterText(
  name: string,
  points: readonly MetricPoint[],
  times: { readonly startNanos: string; readonly nanos: string; readonly from: keyof typeof TEMPORALITY },
): string {
  const time = `"startTimeUnixNano":"${times.startNanos}","timeUnixNano":"${times.nanos}"`;
  return (
    `{"name":${JSON.stringify(name)},"sum":{"aggregationTemporality":${TEMPORALITY[times.from]},` +
    `"isMonotonic":true,${pointsText(points, time)}}}`
  );
}

function pointsText(points: readonly MetricPoint[], time: string): string {
  const texts = points.map(
    ({ value, attributes }) => `{"asInt":"${value}",${time},"attributes":${attributesText(attributes)}}`,
  );
  return `"dataPoints":[${texts.join()}]`;
}
