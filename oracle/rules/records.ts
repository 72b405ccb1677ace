import type { OrderStatus } from '#functions/order/domain/order';
import { type Finding, orderSubject, type Rule, type Violation } from '../rule.ts';

const STATUSES: readonly OrderStatus[] = [
  'pending',
  'confirmed',
  'preparing',
  'out_for_delivery',
  'delivered',
  'cancelled',
  'failed',
  'void',
];

export const recordsRule: Rule = {
  name: 'records',
  claim: 'the table of orders holds orders and idempotency records only, in states that exist',
  check({ orders, keys, strangers }): Finding {
    const unknown = [...orders.values()].filter(({ status }) => !STATUSES.includes(status));
    const violations: Violation[] = [
      ...strangers.map((pk) => ({
        subject: pk,
        expected: 'an order or an idempotency record',
        found: 'neither',
      })),
      ...unknown.map(({ id, status }) => ({
        subject: orderSubject(id),
        expected: 'a status that exists',
        found: status,
      })),
    ];
    return { checked: orders.size + keys.length + strangers.length, violations };
  },
};
