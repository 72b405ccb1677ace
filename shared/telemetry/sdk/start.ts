import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { logs } from '@opentelemetry/api-logs';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { ATTRIBUTE, METRIC, SCOPE } from '../conventions.ts';
import { count } from '../counters.ts';
import { TextBatch } from '../otlp/batch.ts';
import { frameOf, type Signal } from '../otlp/text.ts';
import { createMetricExporter } from './metric-exporter.ts';
import { OtlpLoggerProvider } from './otlp-logger.ts';
import { OtlpSender } from './otlp-sender.ts';
import { OtlpTracerProvider } from './otlp-tracer.ts';

export interface SdkOptions {
  /** Base of an OTLP/HTTP receiver that takes JSON. */
  readonly endpoint: string;
  /** Attributes of the resource that emits the spans, counts and log records. */
  readonly resource: Readonly<Record<string, string>>;
  /** The longest time that spans and log records wait for others, in milliseconds. @default 1,000 */
  readonly delayMs?: number;
  /** Time between two exports of counts, in milliseconds. @default 5,000 */
  readonly metricsEveryMs?: number;
  /** Time limit of one post, in milliseconds. @default 300 */
  readonly timeoutMs?: number;
}

export interface Sdk {
  /** Resolves when everything recorded so far was sent or dropped. Never rejects. */
  flush(): Promise<void>;
}

const DELAY_MS = 1_000;
const METRICS_EVERY_MS = 5_000;

/** Sets up the OpenTelemetry SDK for this process. Until then the API records nothing. */
export function startSdk({
  endpoint,
  resource,
  delayMs = DELAY_MS,
  metricsEveryMs = METRICS_EVERY_MS,
  timeoutMs,
}: SdkOptions): Sdk {
  const onDropped = (signal: Signal, items: number): void =>
    count(METRIC.telemetryDropped, { [ATTRIBUTE.signal]: signal }, items);
  const sender = new OtlpSender({ endpoint, onDropped, ...(timeoutMs !== undefined && { timeoutMs }) });
  const batchOf = (signal: Signal): TextBatch =>
    new TextBatch({ frame: frameOf(signal, resource, SCOPE), sink: sender.sinkOf(signal), delayMs });
  const spans = batchOf('traces');
  const records = batchOf('logs');
  const meters = new MeterProvider({
    resource: resourceFromAttributes(resource),
    readers: [
      new PeriodicExportingMetricReader({
        exporter: createMetricExporter(sender),
        exportIntervalMillis: metricsEveryMs,
      }),
    ],
  });
  trace.setGlobalTracerProvider(new OtlpTracerProvider(spans));
  logs.setGlobalLoggerProvider(new OtlpLoggerProvider(records));
  metrics.setGlobalMeterProvider(meters);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(
    new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  );
  return {
    async flush() {
      await Promise.allSettled([spans.flush(), records.flush(), meters.forceFlush()]);
    },
  };
}
