import type { LogRecordProcessor } from '@opentelemetry/sdk-logs';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import type { OtlpSender } from './otlp-sender.ts';
import { attributesText, logText, spanText } from './otlp-text.ts';
import { TextBatch } from './text-batch.ts';

export interface BatchingOptions {
  readonly sender: OtlpSender;
  /** Of the resource. */
  readonly resource: Readonly<Record<string, string>>;
  readonly delayMs: number;
}

const SCOPE = '"scope":{"name":"food-delivery"}';
const TAIL = ']}]}]}';

export function createSpanProcessor({ sender, resource, delayMs }: BatchingOptions): SpanProcessor {
  const head = `{"resourceSpans":[{"resource":{"attributes":${attributesText(resource)}},"scopeSpans":[{${SCOPE},"spans":[`;
  const batch = new TextBatch({ signal: 'traces', head, tail: TAIL, sender, delayMs });
  return {
    onStart() {},
    onEnd: (span) => batch.add(span, spanText),
    forceFlush: () => batch.flush(),
    shutdown: () => batch.flush(),
  };
}

export function createLogProcessor({ sender, resource, delayMs }: BatchingOptions): LogRecordProcessor {
  const head = `{"resourceLogs":[{"resource":{"attributes":${attributesText(resource)}},"scopeLogs":[{${SCOPE},"logRecords":[`;
  const batch = new TextBatch({ signal: 'logs', head, tail: TAIL, sender, delayMs });
  return {
    onEmit: (record) => batch.add(record, logText),
    forceFlush: () => batch.flush(),
    shutdown: () => batch.flush(),
  };
}
