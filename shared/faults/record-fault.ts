import { ATTRIBUTE, METRIC } from '#shared/telemetry/conventions';
import { count } from '#shared/telemetry/counters';
import { addFaultHit } from '#shared/telemetry/request-context';
import { annotate } from '#shared/telemetry/tracing';
import type { ActiveRule } from './rules/active-rule.ts';

export type LogFault = (message: string, detail: Record<string, unknown>) => void;

export interface FaultRecord {
  readonly point: string;
  /** Number of the try, from 1. */
  readonly attempt: number;
  readonly log?: LogFault | undefined;
}

/**
 * Records a rule that acted: on the span under way, as a count, as a log line, and in the answer's `x-chaos-hit`.
 * Where several acted on one span, it names the last; the header names all.
 */
export function recordFault(rule: ActiveRule, { point, attempt, log }: FaultRecord): void {
  const { id: fault, when, seed } = rule;
  const mode = rule.mode.name;
  const delayMs = mode === 'latency' ? (rule.params.ms as number) : undefined;
  addFaultHit(`${fault}@${point}`);
  const named = { [ATTRIBUTE.chaosFault]: fault, [ATTRIBUTE.chaosMode]: mode };
  annotate({ ...named, ...(delayMs !== undefined && { [ATTRIBUTE.chaosDelayMs]: delayMs }) });
  count(METRIC.chaosInjected, named);
  const detail = { fault, mode, point, when, attempt, ...(seed !== undefined && { seed }) };
  log?.('fault injected', { ...detail, ...(delayMs !== undefined && { delay_ms: delayMs }) });
}
