import { LogFormatter, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { trace } from '@opentelemetry/api';
import { type AnyValueMap, logs, SeverityNumber } from '@opentelemetry/api-logs';
import { SCOPE } from './conventions.ts';

const SEVERITY: Readonly<Record<string, SeverityNumber>> = {
  TRACE: SeverityNumber.TRACE,
  DEBUG: SeverityNumber.DEBUG,
  INFO: SeverityNumber.INFO,
  WARN: SeverityNumber.WARN,
  ERROR: SeverityNumber.ERROR,
  CRITICAL: SeverityNumber.FATAL,
};

/**
 * Adds the ids of the span under way to a line. Where telemetry is on, the same record goes to the
 * collector, so that a log line leads to its trace, and a trace to its log lines.
 */
export class TelemetryLogFormatter extends LogFormatter {
  formatAttributes(base: UnformattedAttributes, more: LogAttributes): LogItem {
    const { logLevel: level, message, timestamp, serviceName: service, xRayTraceId } = base;
    const span = trace.getActiveSpan()?.spanContext();
    logs.getLogger(SCOPE).emit({
      severityNumber: SEVERITY[level] ?? SeverityNumber.INFO,
      severityText: level,
      body: message,
      attributes: more as AnyValueMap,
      timestamp,
    });
    const attributes: LogAttributes = {
      level,
      message,
      timestamp: this.formatTimestamp(timestamp),
      service,
      xray_trace_id: xRayTraceId,
      ...(span && { trace_id: span.traceId, span_id: span.spanId }),
      ...more,
    };
    return new LogItem({ attributes });
  }
}
