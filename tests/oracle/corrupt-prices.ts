import type { Corruption } from './corruption.ts';
import { type OrderCorruption, TOTAL } from './planted-orders.ts';

const quoteOf = (price: number) => ({
  lines: [{ menu_id: 1, quantity: 1, price, name: '후라이드 치킨' }],
  total_price: price,
});
async function soldFor(
  plant: Corruption,
  orderId: number,
  price: number,
  outcome = 'charged',
): Promise<void> {
  await plant.setOrder(orderId, quoteOf(price));
  await plant.putEntry(orderId, 'charge', { outcome, amount: price });
}

/** Lines, totals and charges at other prices than the reservation recorded. */
export const PRICE_CORRUPTIONS: readonly OrderCorruption[] = [
  {
    what: 'an order sold at the price of a stale copy, whose total and charge agree',
    given: (orders) => orders.confirmed(),
    corrupt: (id, plant) => soldFor(plant, id, 1),
    breaks: ['prices'],
  },
  {
    what: 'a declined order that was asked for the price of a stale copy',
    given: (orders) => orders.declined(),
    corrupt: (id, plant) => soldFor(plant, id, 1, 'declined'),
    breaks: ['prices'],
  },
  {
    what: 'a cancelled order whose charge and refund are those of a stale copy',
    given: (orders) => orders.cancelled(),
    corrupt: async (id, plant) => {
      await soldFor(plant, id, 1);
      await plant.putEntry(id, 'refund', { outcome: 'refunded', amount: 1 });
    },
    breaks: ['prices'],
  },
  {
    what: 'a confirmed order that shows its quote and not its charge',
    given: (orders) => orders.confirmed(),
    corrupt: (id, plant) => plant.setOrder(id, quoteOf(1)),
    breaks: ['ledger', 'prices'],
  },
  {
    what: 'a cancelled order at rest that shows its quote and not its charge',
    given: (orders) => orders.cancelled(),
    corrupt: (id, plant) => plant.setOrder(id, quoteOf(1)),
    breaks: ['ledger', 'prices'],
  },
  {
    what: 'lines that add up to the charge at other prices than were recorded',
    given: (orders) => orders.confirmed(),
    corrupt: (id, plant) =>
      plant.setOrder(id, { lines: [{ menu_id: 1, quantity: 2, price: TOTAL / 2, name: '후라이드 치킨' }] }),
    breaks: ['reservations', 'prices'],
  },
  {
    what: 'a charge without a recorded price',
    given: (orders) => orders.confirmed(),
    corrupt: (id, plant) =>
      plant.sql(
        `UPDATE inventory_operations SET lines = '[{"menu_id": 1, "quantity": 1}]' WHERE operation_id = $1`,
        [`reservation-${id}`],
      ),
    breaks: ['prices'],
  },
  {
    what: 'a total that is not that of the lines',
    given: (orders) => orders.confirmed(),
    corrupt: async (id, plant) => {
      await plant.setOrder(id, { total_price: TOTAL - 1 });
      await plant.putEntry(id, 'charge', { outcome: 'charged', amount: TOTAL - 1 });
    },
    breaks: ['total', 'prices'],
  },
];
