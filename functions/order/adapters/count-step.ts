import { ATTRIBUTE, METRIC, type OrderStep } from '#shared/telemetry/conventions';
import { count } from '#shared/telemetry/counters';

/**
 * A step is counted where a port returns that this call made it, so a repeat does not count again. Two counts can be
 * off: a step is missed if its answer was lost and only the re-read showed it, and `compensated` counts twice if an
 * invocation and recovery settle the same order at the same time, because both win.
 */
export const countStep = (step: OrderStep): void => count(METRIC.orderSteps, { [ATTRIBUTE.orderStep]: step });
