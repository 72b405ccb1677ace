import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { annotate } from '#shared/telemetry/tracing';
import type { Order } from '../domain/order.ts';

/** Records the order's id on the span under way. */
export const annotateOrderId = (orderId: number): void => annotate({ [ATTRIBUTE.orderId]: orderId });

/** Records the state of an order on the span under way, because 201 is also the answer of a failed payment. */
export const annotateOrder = ({ id, status, outcome }: Pick<Order, 'id' | 'status' | 'outcome'>): void =>
  annotate({
    [ATTRIBUTE.orderId]: id,
    [ATTRIBUTE.orderStatus]: status,
    ...(outcome !== undefined && { [ATTRIBUTE.orderOutcome]: outcome }),
  });
