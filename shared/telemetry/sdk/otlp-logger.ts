import { context } from '@opentelemetry/api';
import type { AnyValueMap, Logger, LoggerProvider, LogRecord } from '@opentelemetry/api-logs';
import { timeInputToHrTime } from '@opentelemetry/core';
import type { TextBatch } from '../otlp/batch.ts';
import { nanosOfHrTime, nanosOfMs } from '../otlp/nanoseconds.ts';
import { logText } from '../otlp/text.ts';
import { isAttributeValue } from './attribute-value.ts';
import { validContextIn } from './valid-context.ts';

/** Provides one logger, whose records have the scope of their batch. */
export class OtlpLoggerProvider implements LoggerProvider {
  readonly #logger: Logger;

  constructor(batch: Pick<TextBatch, 'add'>) {
    this.#logger = { emit: (record) => batch.add(record, write), enabled: () => true };
  }

  getLogger(): Logger {
    return this.#logger;
  }
}

/** Writes a record as OTLP, by the rules of OpenTelemetry's SDK. Event name and exception are not written. */
function write(record: LogRecord): string {
  const { severityNumber = 0, severityText = '', body, attributes = {}, timestamp } = record;
  const observedNanos = nanosOfMs(Date.now());
  return logText({
    nanos: timestamp === undefined ? observedNanos : nanosOfHrTime(timeInputToHrTime(timestamp)),
    observedNanos,
    severityNumber,
    severityText,
    body,
    span: validContextIn(record.context ?? context.active()),
    attributes: allowed(attributes),
  });
}

/** Leaves out values that are not allowed, such as errors. */
function allowed(attributes: AnyValueMap): AnyValueMap {
  const values: AnyValueMap = {};
  for (const key in attributes) {
    if (key !== '' && isAttributeValue(attributes[key])) values[key] = attributes[key];
  }
  return values;
}
