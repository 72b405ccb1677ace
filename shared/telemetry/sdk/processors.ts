import type { LogRecordProcessor } from '@opentelemetry/sdk-logs';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import { SCOPE } from '../conventions.ts';
import { TextBatch } from '../otlp/batch.ts';
import { frameOf, type Signal } from '../otlp/text.ts';
import type { OtlpSender } from './otlp-sender.ts';
import { sdkLogText, sdkSpanText } from './sdk-text.ts';

export interface BatchingOptions {
  readonly sender: OtlpSender;
  /** Of the resource. */
  readonly resource: Readonly<Record<string, string>>;
  readonly delayMs: number;
}

export function createSpanProcessor(options: BatchingOptions): SpanProcessor {
  const batch = batchOf('traces', options);
  return {
    onStart() {},
    onEnd: (span) => batch.add(span, sdkSpanText),
    forceFlush: () => batch.flush(),
    shutdown: () => batch.flush(),
  };
}

export function createLogProcessor(options: BatchingOptions): LogRecordProcessor {
  const batch = batchOf('logs', options);
  return {
    onEmit: (record) => batch.add(record, sdkLogText),
    forceFlush: () => batch.flush(),
    shutdown: () => batch.flush(),
  };
}

function batchOf(signal: Signal, { sender, resource, delayMs }: BatchingOptions): TextBatch {
  return new TextBatch({ frame: frameOf(signal, resource, SCOPE), sink: sender.sinkOf(signal), delayMs });
}
