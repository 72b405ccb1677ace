import type { LogRecordProcessor } from '@opentelemetry/sdk-logs';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import { SCOPE } from '../conventions.ts';
import type { OtlpSender, Signal } from './otlp-sender.ts';
import { attributesText, logText, spanText } from './otlp-text.ts';
import { TextBatch } from './text-batch.ts';

export interface BatchingOptions {
  readonly sender: OtlpSender;
  /** Of the resource. */
  readonly resource: Readonly<Record<string, string>>;
  readonly delayMs: number;
}

export function createSpanProcessor(options: BatchingOptions): SpanProcessor {
  const batch = batchOf('traces', ['resourceSpans', 'scopeSpans', 'spans'], options);
  return {
    onStart() {},
    onEnd: (span) => batch.add(span, spanText),
    forceFlush: () => batch.flush(),
    shutdown: () => batch.flush(),
  };
}

export function createLogProcessor(options: BatchingOptions): LogRecordProcessor {
  const batch = batchOf('logs', ['resourceLogs', 'scopeLogs', 'logRecords'], options);
  return {
    onEmit: (record) => batch.add(record, logText),
    forceFlush: () => batch.flush(),
    shutdown: () => batch.flush(),
  };
}

/** @param lists the names of OTLP's three lists, one inside the other */
function batchOf(
  signal: Signal,
  [resources, scopes, items]: readonly [string, string, string],
  { sender, resource, delayMs }: BatchingOptions,
): TextBatch {
  const head =
    `{"${resources}":[{"resource":{"attributes":${attributesText(resource)}},` +
    `"${scopes}":[{"scope":{"name":"${SCOPE}"},"${items}":[`;
  return new TextBatch({ signal, head, tail: ']}]}]}', sender, delayMs });
}
