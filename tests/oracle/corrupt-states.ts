import { LONG_AGO_MS, type OrderCorruption } from './planted-orders.ts';

/** Orders whose own attributes contradict each other. */
export const STATE_CORRUPTIONS: readonly OrderCorruption[] = [
  {
    what: 'a refunded order that says it is paid',
    given: (orders) => orders.cancelled(),
    corrupt: (id, plant) => plant.setOrder(id, { payment_status: 'completed' }),
    breaks: ['payment-status'],
  },
  {
    what: 'an outcome that is not that of the status',
    given: (orders) => orders.declined(),
    corrupt: (id, plant) => plant.setOrder(id, { outcome: 'confirmed' }),
    breaks: ['outcome'],
  },
  {
    what: 'a decision that was never taken',
    given: (orders) => orders.confirmed(),
    corrupt: (id, plant) => plant.setOrder(id, { decided_by: undefined }),
    breaks: ['outcome'],
  },
  {
    what: 'a cancelled order that is confirmed again',
    given: (orders) => orders.cancelled(),
    corrupt: async (id, plant) => {
      await plant.setOrder(id, { status: 'confirmed', payment_status: 'completed' });
      await plant.setReservation(id, 'reserved');
      await plant.deleteEntry(id, 'refund');
    },
    breaks: ['outcome'],
  },
  {
    what: 'stock and money owed for too long',
    given: (orders) => orders.cancelled(),
    corrupt: (id, plant) =>
      plant.setOrder(id, { compensation_due: true, payment_status: 'completed', updated_at: LONG_AGO_MS }),
    breaks: ['compensation'],
  },
  {
    what: 'a confirmed order that owes something',
    given: (orders) => orders.confirmed(),
    corrupt: (id, plant) => plant.setOrder(id, { compensation_due: true }),
    breaks: ['compensation'],
  },
  {
    what: 'a status that does not exist',
    given: (orders) => orders.confirmed(),
    corrupt: (id, plant) => plant.setOrder(id, { status: 'lost' }),
    breaks: ['records', 'reservations', 'payment-status', 'outcome'],
  },
];
