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
/** Limit of waiting bodies: an outage of ten minutes, at one body every five seconds. */
const KEPT_BODIES = 120;
const RETRY_MS = 2_000;

/**
 * Sends the counts since the last export. Counts that no receiver accepted are sent again, in order and before the
 * next ones, so that an outage loses spans and log records but no counts.
 */
export function createMetricExporter(sender: OtlpSender): PushMetricExporter {
  const waiting: Uint8Array[] = [];
  let sending = Promise.resolve();
  let again: NodeJS.Timeout | undefined;

  async function sendWaiting(): Promise<void> {
    clearTimeout(again);
    for (let next = waiting[0]; next; next = waiting[0]) {
      if (!(await sender.offer('metrics', next))) {
        // The SDK exports only when something new was counted, so the repeat needs a timer of its own.
        again = setTimeout(flush, RETRY_MS).unref();
        return;
      }
      // At the limit, `export` may have removed this body while it was being sent.
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
