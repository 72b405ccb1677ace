import { checkEach, orderSubject, type Rule } from '../rule.ts';

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
