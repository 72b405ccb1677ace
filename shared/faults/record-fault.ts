import { ATTRIBUTE, METRIC } from '#shared/telemetry/conventions';
import { count } from '#shared/telemetry/counters';
import { addFaultHit } from '#shared/telemetry/request-context';
import { annotate } from '#shared/telemetry/tracing';
import { FAULTS, type FaultId, TELEMETRY_MODE } from './fault-table.ts';

export type LogFault = (message: string, detail: Record<string, unknown>) => void;

export interface FaultRecord {
  /** Length of an injected delay. */
  readonly delayMs?: number | undefined;
  readonly log?: LogFault | undefined;
}

/**
 * Records a fault that acted: on the span under way, as a count, as a log line, and in the answer's `x-chaos-hit`.
 * Where several acted on one span, it names the last; the header names all.
 */
export function recordFault(fault: FaultId, { delayMs, log }: FaultRecord): void {
  const { point } = FAULTS[fault];
  const mode = TELEMETRY_MODE[FAULTS[fault].mode];
  addFaultHit(`${fault}@${point}`);
  const named = { [ATTRIBUTE.chaosFault]: fault, [ATTRIBUTE.chaosMode]: mode };
  annotate({ ...named, ...(delayMs !== undefined && { [ATTRIBUTE.chaosDelayMs]: delayMs }) });
  count(METRIC.chaosInjected, named);
  log?.('fault injected', { fault, mode, ...(delayMs !== undefined && { delay_ms: delayMs }) });
}
