import type { RouteFault } from '#shared/http/route';
import { ATTRIBUTE, METRIC } from '#shared/telemetry/conventions';
import { count } from '#shared/telemetry/counters';
import { addFaultHit } from '#shared/telemetry/request-context';
import { annotate } from '#shared/telemetry/tracing';
import { SWITCHES } from './switch-table.ts';

/** A fault that acted. */
export type ActedFault =
  | { readonly fault: RouteFault; readonly mode: 'error' | 'decline' }
  | { readonly fault: RouteFault; readonly mode: 'delay'; readonly delayMs: number };

export type TellFault = (message: string, detail: Record<string, unknown>) => void;

/**
 * Makes a fault seen in all three signals, on the span under way, as a count, and as a line of the log, and in the
 * answer's `x-chaos-hit`. Where several acted on one span, it names the last; the header names all.
 */
export function recordFault(acted: ActedFault, tell?: TellFault): void {
  const { fault, mode } = acted;
  addFaultHit(`${fault}@${pointOf(fault)}`);
  const named = { [ATTRIBUTE.chaosFault]: fault, [ATTRIBUTE.chaosMode]: mode };
  const delay = acted.mode === 'delay' ? acted.delayMs : undefined;
  annotate({ ...named, ...(delay !== undefined && { [ATTRIBUTE.chaosDelayMs]: delay }) });
  count(METRIC.chaosInjected, named);
  tell?.('fault injected', { fault, mode, ...(delay !== undefined && { delay_ms: delay }) });
}

/** `?delay=` is no switch, and acts on the routes of the user service. */
const pointOf = (fault: RouteFault): string =>
  (fault === 'query_delay' ? SWITCHES.delay : SWITCHES[fault]).point;
