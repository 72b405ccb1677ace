import { ATTRIBUTE } from '#shared/telemetry/conventions';
import type { Attributes, AttributeValue } from '#shared/telemetry/otlp/read';

/** Statuses and outcomes of an order that the list can be filtered by. */
export const ORDER_STATES = [
  'confirmed',
  'failed',
  'payment_failed',
  'out_of_stock',
  'unavailable',
  'timed_out',
  'cancelled',
  'pending',
] as const;

const SEPARATOR = ': ';

/** Writes the state of an order, such as `failed: payment_failed`; undefined for a trace that changes none. */
export function orderText(status: string | undefined, outcome: string | undefined): string | undefined {
  return status === 'failed' && outcome !== undefined ? `${status}${SEPARATOR}${outcome}` : status;
}

/** State of the order that a span changed. */
export const orderIn = (attributes: Attributes): string | undefined =>
  orderText(ifText(attributes[ATTRIBUTE.orderStatus]), ifText(attributes[ATTRIBUTE.orderOutcome]));

const ifText = (value: AttributeValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** Whether the status or the outcome in the text of an order is `state`. */
export const isOrderIn = (state: string, order: string | undefined): boolean =>
  order?.split(SEPARATOR).includes(state) ?? false;

export const isFailedOrder = (order: string | undefined): boolean => isOrderIn('failed', order);
