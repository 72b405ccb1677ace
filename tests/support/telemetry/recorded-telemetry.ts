import { isDeepStrictEqual } from 'node:util';
import { type Attributes, context, metrics, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';

/** Telemetry of the code under test, recorded in memory by the real SDK. */
export interface RecordedTelemetry {
  /** Spans that have ended, in the order of their ends. */
  spans(): readonly ReadableSpan[];
  /** @throws Error unless just one span of this name has ended */
  span(name: string): ReadableSpan;
  /** @param attributes all attributes of what was counted; every count of that name if left out */
  sum(counter: string, attributes?: Attributes): Promise<number>;
  /** Drops what was recorded so far. */
  reset(): Promise<void>;
}

/** Sets the SDK up for a test file. To be called once, since the providers are global. */
export function recordTelemetry(): RecordedTelemetry {
  const spans = new InMemorySpanExporter();
  const counts = new InMemoryMetricExporter(AggregationTemporality.DELTA);
  const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: counts })] });
  const isFirst =
    trace.setGlobalTracerProvider(
      new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] }),
    ) &&
    metrics.setGlobalMeterProvider(meters) &&
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()) &&
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  if (!isFirst) throw new Error('Telemetry is recorded already');

  return {
    spans: () => spans.getFinishedSpans(),
    span(name) {
      const named = spans.getFinishedSpans().filter((span) => span.name === name);
      const [span] = named;
      if (!span || named.length > 1) {
        const all = spans.getFinishedSpans().map((each) => each.name);
        throw new Error(`${named.length} spans are named ${name}; there are: ${all.join(', ')}`);
      }
      return span;
    },
    async sum(counter, attributes) {
      await meters.forceFlush();
      return counts
        .getMetrics()
        .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
        .filter(({ descriptor }) => descriptor.name === counter)
        .flatMap(({ dataPoints }) => dataPoints as { attributes: Attributes; value: number }[])
        .filter((point) => attributes === undefined || isDeepStrictEqual({ ...point.attributes }, attributes))
        .reduce((sum, { value }) => sum + value, 0);
    },
    async reset() {
      await meters.forceFlush();
      spans.reset();
      counts.reset();
    },
  };
}
