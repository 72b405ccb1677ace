import { Logger, LogLevelThreshold } from '@aws-lambda-powertools/logger';
import type { LogAttributes } from '@aws-lambda-powertools/logger/types';
import { trace } from '@opentelemetry/api';
import { type AnyValueMap, logs, SeverityNumber } from '@opentelemetry/api-logs';
import { SCOPE } from './conventions.ts';
import { isTelemetryOn } from './sdk.ts';

interface Level {
  readonly name: string;
  readonly severity: SeverityNumber;
}

const LEVELS: ReadonlyMap<number, Level> = new Map(
  (['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'CRITICAL'] as const).map((name) => [
    LogLevelThreshold[name],
    { name, severity: name === 'CRITICAL' ? SeverityNumber.FATAL : SeverityNumber[name] },
  ]),
);
const UNKNOWN_LEVEL: Level = { name: 'INFO', severity: SeverityNumber.INFO };

type Line = Parameters<Logger['processLogItem']>;

/**
 * Writes lines, with the ids of the span under way. Where telemetry is on, the same record goes to the collector, so that a
 * log line leads to its trace, and a trace to its log lines.
 *
 * The level decides which lines are printed. Telemetry has a switch of its own: while it is on, records are made
 * from INFO upwards, also for lines that are not printed.
 *
 * Of Powertools it uses levels, the form of errors, and the JSON of values that are none. Its way of a line, with
 * keys of several lives, buffers and the header of X-Ray read twice, takes a tenth of the processor time of a cached read.
 */
class TelemetryLogger extends Logger {
  /** Not set while Powertools constructs itself, and may warn. */
  readonly service?: string;

  constructor(service: string) {
    super({ serviceName: service });
    this.service = service;
  }

  protected override processLogItem(...line: Line): void {
    if (this.service === undefined) super.processLogItem(...line);
    else this.#write(...line);
  }

  #write(threshold: number, input: Line[1], extra: Line[2]): void {
    const isPrinted = threshold >= this.level;
    const isRecorded = isTelemetryOn && threshold >= LogLevelThreshold.INFO;
    if (!isPrinted && !isRecorded) return;
    const level = LEVELS.get(threshold) ?? UNKNOWN_LEVEL;
    const { message, ...members } = typeof input === 'string' ? { message: input } : input;
    for (const each of extra) Object.assign(members, membersOf(each));
    const now = new Date();
    if (isRecorded) emit(level, message, members, now);
    if (isPrinted) this.#print(threshold, level, message, members, now);
  }

  #print(threshold: number, level: Level, message: string, members: LogAttributes, now: Date): void {
    const span = trace.getActiveSpan()?.spanContext();
    const text: Record<string, unknown> = {
      level: level.name,
      message,
      timestamp: now.toISOString(),
      service: this.service,
    };
    // biome-ignore lint/style/noProcessEnv: the runtime changes it before each invocation
    const xRayTraceId = xRayTraceIdOf(process.env._X_AMZN_TRACE_ID);
    if (xRayTraceId) text.xray_trace_id = xRayTraceId;
    if (span) {
      text.trace_id = span.traceId;
      text.span_id = span.spanId;
    }
    let replacer: ReturnType<Logger['getJsonReplacer']> | undefined;
    for (const name in members) {
      const value = members[name];
      if (value === undefined || value === null || value === '' || name in text) continue;
      text[name] = value;
      // The replacer is called for each member, and changes those only that are no plain JSON.
      if (!isPlain(value)) replacer ??= this.getJsonReplacer();
    }
    const stream = threshold >= LogLevelThreshold.WARN ? process.stderr : process.stdout;
    stream.write(`${JSON.stringify(text, replacer)}\n`);
  }
}

function emit({ name, severity }: Level, body: string, members: LogAttributes, timestamp: Date): void {
  logs.getLogger(SCOPE).emit({
    severityNumber: severity,
    severityText: name,
    body,
    attributes: members as AnyValueMap,
    timestamp,
  });
}

function membersOf(extra: Line[2][number]): LogAttributes {
  if (extra instanceof Error) return { error: extra };
  return typeof extra === 'string' ? { extra } : extra;
}

/** Reads the member `Root` of `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`. */
function xRayTraceIdOf(header = ''): string {
  const end = header.indexOf(';');
  const root = end < 0 ? header : header.slice(0, end);
  return root.startsWith('Root=') ? root.slice('Root='.length) : root;
}

const isPlain = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** JSON lines on stdout; the level comes from the POWERTOOLS_* variables. */
export function createLog(service: string): Logger {
  return new TelemetryLogger(service);
}
