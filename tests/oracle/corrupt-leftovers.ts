import { LONG_AGO_MS, type OrderCorruption, TOTAL } from './planted-orders.ts';

/** Reservations and charges of orders that do not exist. */
export const LEFTOVER_CORRUPTIONS: readonly OrderCorruption[] = [
  {
    what: 'a reservation without an order',
    given: async (orders) => orders.newId(),
    corrupt: (id, plant) => plant.insertReservation(id, LONG_AGO_MS),
    breaks: ['orphans'],
  },
  {
    what: 'a charge without an order',
    given: async (orders) => orders.newId(),
    corrupt: (id, plant) =>
      plant.putEntry(id, 'charge', { outcome: 'charged', amount: TOTAL, at: LONG_AGO_MS }),
    breaks: ['orphans'],
  },
  {
    what: 'a tombstone that holds stock',
    given: (orders) => orders.tombstone(),
    corrupt: (id, plant) => plant.insertReservation(id, Date.now()),
    breaks: ['tombstones'],
  },
  {
    what: 'a tombstone that was charged',
    given: (orders) => orders.tombstone(),
    corrupt: (id, plant) => plant.putEntry(id, 'charge', { outcome: 'charged', amount: TOTAL }),
    breaks: ['tombstones'],
  },
];
