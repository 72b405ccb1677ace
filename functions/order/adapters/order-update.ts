import type { UpdateInput } from '#shared/db/dynamo';
import type { Change } from '../domain/ports.ts';
import { ATTEMPT_ATTRIBUTES, type OrderItem, orderKey, toLineItems } from './order-item.ts';

type Attributes = Partial<Record<keyof OrderItem, unknown>>;

/**
 * One conditional update: the attributes that change, and those that are written only where they are absent.
 * @param nowMs milliseconds since 1970
 */
export function orderUpdate(table: string, orderId: number, change: Change, nowMs: number): UpdateInput {
  const changed = withoutUndefined({
    status: change.status,
    payment_status: change.paymentStatus,
    compensation_due: change.compensationDue,
    updated_at: nowMs,
    ...(change.bill && { lines: toLineItems(change.bill.lines), total_price: change.bill.totalPrice }),
    ...(change.stamp && { [ATTEMPT_ATTRIBUTES[change.stamp.step]]: change.stamp.attempt }),
    ...(change.stamp?.step === 'cancelled' && { cancelled_at: nowMs }),
  });
  const once: Attributes = change.outcome ? { outcome: change.outcome, decided_at: nowMs } : {};
  const assignments = [
    ...Object.keys(changed).map((name) => `#${name} = :${name}`),
    ...Object.keys(once).map((name) => `#${name} = if_not_exists(#${name}, :${name})`),
  ];
  const from = Object.fromEntries(change.from.map((status, i) => [`:from${i}`, status]));
  const values = Object.entries({ ...changed, ...once });
  return {
    TableName: table,
    Key: { pk: orderKey(orderId) },
    UpdateExpression: `SET ${assignments.join(', ')}`,
    ConditionExpression: `#status IN (${Object.keys(from).join(', ')})`,
    ExpressionAttributeNames: {
      '#status': 'status',
      ...Object.fromEntries(values.map(([name]) => [`#${name}`, name])),
    },
    ExpressionAttributeValues: {
      ...Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
      ...from,
    },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

function withoutUndefined(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}
