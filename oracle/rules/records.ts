import type { OrderStatus } from '#functions/order/domain/order';
import { checkEach, type Finding, orderSubject, type Rule, type Violation } from '../rule.ts';

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

/** The order is put before anything is taken for it. */
export const orphansRule: Rule = {
  name: 'orphans',
  claim: 'no reservation and no ledger entry without its order',
  check({ orders, stock, ledger, takenAtMs }, { pendingMs }) {
    const reservations = [...stock.reservations.values()].map(({ orderId, outcome, createdAtMs }) => ({
      orderId,
      atMs: createdAtMs,
      found: `a reservation that is ${outcome}`,
    }));
    const entries = [...ledger.values()].flat().map(({ orderId, entryId, outcome, atMs }) => ({
      orderId,
      atMs,
      found: `a ${entryId} that is ${outcome}`,
    }));
    return checkEach([...reservations, ...entries], ({ orderId, atMs, found }) => {
      if (orders.has(orderId) || takenAtMs - atMs < pendingMs) return undefined;
      return { subject: orderSubject(orderId), expected: 'an order', found: `none, but ${found}` };
    });
  },
};

export const tombstonesRule: Rule = {
  name: 'tombstones',
  claim: 'an order that must never come to be holds neither stock nor money',
  check({ orders, stock, ledger }) {
    const tombstones = [...orders.values()].filter(({ status }) => status === 'void');
    return checkEach(tombstones, ({ id }) => {
      const reservation = stock.reservations.get(id);
      const paid = (ledger.get(id) ?? []).filter(
        ({ outcome }) => outcome !== 'void' && outcome !== 'declined',
      );
      const held = [
        ...(reservation?.outcome === 'reserved' ? ['stock'] : []),
        ...paid.map(({ entryId, outcome, amount }) => `a ${entryId} that is ${outcome} (${amount})`),
      ];
      if (held.length === 0) return undefined;
      return { subject: orderSubject(id), expected: 'nothing', found: held.join(', ') };
    });
  },
};

export const idempotencyRule: Rule = {
  name: 'idempotency',
  claim: 'every idempotency record names an order of its user',
  check({ orders, keys }) {
    return checkEach(keys, ({ key, orderId }) => {
      const order = orders.get(orderId);
      const userId = Number(key.split('#')[1]);
      const violation = { subject: key, expected: `an order of user ${userId}` };
      if (!order || order.status === 'void')
        return { ...violation, found: `order ${orderId}, which does not exist` };
      if (order.userId === userId) return undefined;
      return { ...violation, found: `order ${orderId} of user ${order.userId}` };
    });
  },
};

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
