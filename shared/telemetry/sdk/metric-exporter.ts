import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { JsonMetricsSerializer } from '@opentelemetry/otlp-transformer';
import {
  AggregationTemporality,
  type PushMetricExporter,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import type { OtlpSender } from './otlp-sender.ts';

type Done = (result: ExportResult) => void;

const SUCCESS: ExportResult = { code: ExportResultCode.SUCCESS };
/** Counts of an outage of ten minutes, at one body in five seconds. */
const KEPT_BODIES = 120;
const RETRY_MS = 2_000;

/**
 * Sends what was counted since the last time. A count that no receiver took is offered again, in order and before the
 * next one, so that an outage loses spans and log records but no counts.
 */
export function createMetricExporter(sender: OtlpSender): PushMetricExporter {
  const waiting: Uint8Array[] = [];
  let sending = Promise.resolve();
  let again: NodeJS.Timeout | undefined;

  async function sendWaiting(): Promise<void> {
    clearTimeout(again);
    for (let next = waiting[0]; next; next = waiting[0]) {
      if (!(await sender.offer('metrics', next))) {
        // the SDK calls only when something new was counted
        again = setTimeout(flush, RETRY_MS).unref();
        return;
      }
      // not one that took its place while it was under way
      if (waiting[0] === next) waiting.shift();
    }
  }
  function flush(): Promise<void> {
    sending = sending.then(sendWaiting);
    return sending;
  }
  return {
    export(metrics: ResourceMetrics, done: Done) {
      const body = JsonMetricsSerializer.serializeRequest(metrics);
      if (body) waiting.push(body);
      if (waiting.length > KEPT_BODIES) {
        waiting.shift();
        sender.drop('metrics', 1);
      }
      void flush().then(() => done(SUCCESS));
    },
    selectAggregationTemporality: () => AggregationTemporality.DELTA,
    forceFlush: flush,
    shutdown: flush,
  };
}
