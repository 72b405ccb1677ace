import type { DynamoStep } from '#shared/db/dynamo-step';
import { STEP_SPAN } from '#shared/telemetry/conventions';
import type { Change } from '../domain/ports.ts';

/**
 * The step that a change carries out. A change that leaves the status as it is settles the order. The result shows
 * whether the change won: if not, it is the outcome or status that stands.
 */
export function updateStep({ status }: Pick<Change, 'status'>): DynamoStep {
  if (status === 'failed') return { name: STEP_SPAN.failOrder, result: 'outcome' };
  if (status === 'confirmed') return { name: STEP_SPAN.confirmOrder, result: 'outcome' };
  if (status === 'cancelled') return { name: STEP_SPAN.cancelOrder, result: 'status' };
  return { name: STEP_SPAN.settleOrder };
}
