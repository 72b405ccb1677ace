import { trace } from '@opentelemetry/api';
import { ATTRIBUTE, EVENT, METRIC } from '#shared/telemetry/conventions';
import { count } from '#shared/telemetry/counters';
import { addFaultHit } from '#shared/telemetry/request-context';
import { annotate } from '#shared/telemetry/tracing';
import type { ActedOn } from './acting.ts';
import type { ActiveRule } from './rules/active-rule.ts';

export type LogFault = (message: string, detail: Record<string, unknown>) => void;

/** A longer text is left out. */
const MOST_AGAIN = 500;

/**
 * Records a rule that acted: as an event on the span of the call, as a count, as a log line, and in the answer's
 * `x-chaos-hit`. Where several acted on one span, `chaos.fault` names the last; the events and `chaos.hits` name all.
 */
export function recordFault(rule: ActiveRule, on: ActedOn, log: LogFault | undefined): void {
  const { id: fault, when, seed } = rule;
  const mode = rule.mode.name;
  const { attempt, scope } = on;
  const point = on.point.name;
  const delayMs = mode === 'latency' ? (rule.params.ms as number) : undefined;
  const again = hitAgain(rule, on);
  addFaultHit(`${fault}@${point}`);
  const named = { [ATTRIBUTE.chaosFault]: fault, [ATTRIBUTE.chaosMode]: mode };
  const marks = { ...named, ...(delayMs !== undefined && { [ATTRIBUTE.chaosDelayMs]: delayMs }) };
  annotate(marks);
  const span = on.span ? on.span() : trace.getActiveSpan();
  span?.setAttributes(marks).addEvent(EVENT.chaosHit, {
    ...marks,
    [ATTRIBUTE.chaosPoint]: point,
    [ATTRIBUTE.chaosWhen]: when,
    [ATTRIBUTE.chaosAttempt]: attempt,
    ...(seed !== undefined && { [ATTRIBUTE.chaosSeed]: seed }),
    ...(again !== undefined && { [ATTRIBUTE.chaosAgain]: again }),
  });
  count(METRIC.chaosInjected, named);
  log?.('fault injected', {
    fault,
    mode,
    point,
    when,
    attempt,
    request_id: scope.requestId,
    ...(seed !== undefined && { seed }),
    ...(delayMs !== undefined && { delay_ms: delayMs }),
    ...(again !== undefined && { x_chaos: again }),
  });
}

/**
 * A rule in the form of `x-chaos` that hits this call of a request, and no other. A request meets one environment, so that
 * it may not say which.
 */
function hitAgain(
  { mode, when, params, match }: ActiveRule,
  { point, attempt }: ActedOn,
): string | undefined {
  const { environment: _, ...others } = match ?? {};
  const rule = { point: point.name, mode: mode.name, when, ...params, match: { ...others, attempt } };
  const text = JSON.stringify(rule);
  return text.length > MOST_AGAIN ? undefined : text;
}
