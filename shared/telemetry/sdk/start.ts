import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { logs } from '@opentelemetry/api-logs';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import { ATTRIBUTE, METRIC } from '../conventions.ts';
import { count } from '../counters.ts';
import type { Signal } from '../otlp/text.ts';
import { createMetricExporter } from './metric-exporter.ts';
import { OtlpSender } from './otlp-sender.ts';
import { createLogProcessor, createSpanProcessor } from './processors.ts';

export interface SdkOptions {
  /** Base of an OTLP/HTTP receiver that takes JSON. */
  readonly endpoint: string;
  /** Attributes of the resource that emits the spans, counts and log records. */
  readonly resource: Readonly<Record<string, string>>;
  /** How long spans and log records may wait for others. @default 1,000 */
  readonly delayMs?: number;
  /** How often counts are sent. @default 5,000 */
  readonly metricsEveryMs?: number;
  /** The longest one post may take. @default 300 */
  readonly timeoutMs?: number;
}

export interface Sdk {
  /** Resolves when what is there now was sent or given up. Never rejects. */
  flush(): Promise<void>;
}

const DELAY_MS = 1_000;
const METRICS_EVERY_MS = 5_000;

/** Sets the OpenTelemetry SDK up for this process: from here on the API does something. */
export function startSdk({
  endpoint,
  resource: attributes,
  delayMs = DELAY_MS,
  metricsEveryMs = METRICS_EVERY_MS,
  timeoutMs,
}: SdkOptions): Sdk {
  const onDropped = (signal: Signal, items: number): void =>
    count(METRIC.telemetryDropped, { [ATTRIBUTE.signal]: signal }, items);
  const sender = new OtlpSender({ endpoint, onDropped, ...(timeoutMs !== undefined && { timeoutMs }) });
  const resource = resourceFromAttributes(attributes);
  const batching = { sender, resource: attributes, delayMs };

  const spans = new TracerProvider({
    resource,
    spanProcessors: [createSpanProcessor(batching)],
  });
  const records = new LoggerProvider({
    resource,
    processors: [createLogProcessor(batching)],
  });
  const meters = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter: createMetricExporter(sender),
        exportIntervalMillis: metricsEveryMs,
      }),
    ],
  });
  trace.setGlobalTracerProvider(spans);
  logs.setGlobalLoggerProvider(records);
  metrics.setGlobalMeterProvider(meters);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(
    new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  );
  return {
    async flush() {
      await Promise.allSettled([spans.forceFlush(), records.forceFlush(), meters.forceFlush()]);
    },
  };
}
