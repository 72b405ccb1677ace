import { LONG_AGO_MS, type OrderCorruption, TOTAL } from './planted-orders.ts';

/** Ledger entries that do not fit the state of their order. */
export const PAYMENT_CORRUPTIONS: readonly OrderCorruption[] = [
  {
    what: 'a confirmed order without a payment',
    given: (orders) => orders.confirmed(),
    corrupt: (id, plant) => plant.deleteEntry(id, 'charge'),
    breaks: ['ledger'],
  },
  {
    what: 'a second charge',
    given: (orders) => orders.confirmed(),
    corrupt: (id, plant) => plant.putEntry(id, 'charge-again', { outcome: 'charged', amount: TOTAL }),
    breaks: ['ledger'],
  },
  {
    what: 'a cancelled order that stays paid',
    given: (orders) => orders.cancelled(),
    corrupt: (id, plant) => plant.deleteEntry(id, 'refund'),
    breaks: ['ledger'],
  },
  {
    what: 'a confirmed order that was refunded',
    given: (orders) => orders.confirmed(),
    corrupt: (id, plant) => plant.putEntry(id, 'refund', { outcome: 'refunded', amount: TOTAL }),
    breaks: ['ledger'],
  },
  {
    what: 'a refund of what was declined',
    given: (orders) => orders.declined(),
    corrupt: (id, plant) => plant.putEntry(id, 'refund', { outcome: 'refunded', amount: TOTAL }),
    breaks: ['ledger'],
  },
  {
    what: 'a failed order that was charged',
    given: (orders) => orders.declined(),
    corrupt: (id, plant) => plant.putEntry(id, 'charge', { outcome: 'charged', amount: TOTAL }),
    breaks: ['ledger', 'payment-status'],
  },
  {
    what: 'a charge of another amount',
    given: (orders) => orders.confirmed(),
    corrupt: (id, plant) => plant.putEntry(id, 'charge', { outcome: 'charged', amount: TOTAL + 1 }),
    breaks: ['ledger', 'prices'],
  },
  {
    what: 'a refund of another amount',
    given: (orders) => orders.cancelled(),
    corrupt: (id, plant) => plant.putEntry(id, 'refund', { outcome: 'refunded', amount: TOTAL - 1 }),
    breaks: ['ledger'],
  },
  {
    what: 'a refund before its charge',
    given: (orders) => orders.cancelled(),
    corrupt: (id, plant) =>
      plant.putEntry(id, 'refund', { outcome: 'refunded', amount: TOTAL, at: LONG_AGO_MS }),
    breaks: ['ledger'],
  },
  {
    what: 'an undone order for which a late charge would still be taken',
    given: (orders) => orders.cancelled(),
    corrupt: async (id, plant) => {
      await Promise.all([plant.deleteEntry(id, 'charge'), plant.deleteEntry(id, 'refund')]);
      await plant.setOrder(id, { payment_status: 'failed' });
    },
    breaks: ['ledger'],
  },
];
