import { LONG_AGO_MS, type OrderCorruption } from './planted-orders.ts';

/** Reservations that do not fit the state of their order. */
export const STOCK_CORRUPTIONS: readonly OrderCorruption[] = [
  {
    what: 'an undone order whose stock was never given back',
    given: (orders) => orders.cancelled(),
    corrupt: (id, plant) => plant.setReservation(id, 'reserved'),
    breaks: ['reservations'],
  },
  {
    what: 'an order that holds other portions than it was placed for',
    given: (orders) => orders.confirmed(),
    corrupt: (id, plant) =>
      plant.sql(
        `UPDATE inventory_operations SET lines = '[{"menu_id": 1, "quantity": 2, "price": 9000}]' WHERE operation_id = $1`,
        [`reservation-${id}`],
      ),
    breaks: ['reservations', 'prices'],
  },
  {
    what: 'a reservation of an order that is pending for too long',
    given: (orders) => orders.pending(Date.now() + 60_000),
    corrupt: (id, plant) => plant.setOrder(id, { deadline: LONG_AGO_MS }),
    breaks: ['reservations', 'pending'],
  },
  {
    what: 'a confirmed order whose portions were given away',
    given: (orders) => orders.confirmed(),
    corrupt: (id, plant) => plant.setReservation(id, 'released'),
    breaks: ['fulfilment'],
  },
  {
    what: 'an undone order for which a late reserve would still be taken',
    given: (orders) => orders.declined(),
    corrupt: (id, plant) =>
      plant.sql('DELETE FROM inventory_operations WHERE operation_id = $1', [`reservation-${id}`]),
    breaks: ['fulfilment', 'prices'],
  },
];
