import { checkEach, orderSubject, type Rule } from '../rule.ts';

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
