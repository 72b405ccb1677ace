import type { OrderItem } from '#functions/order/adapters/order-item';
import { orderKey } from '#functions/order/adapters/order-item';
import { TIMING } from '#functions/order/domain/timing';
import { toItems } from '#functions/user/adapters/user-items';
import { buyerOf, idOf, instantOf, menuOf, type Population, PRICE, usernameOf } from './population.ts';

const MENU_NAME = '메뉴';
const DECIDED_AFTER_MS = 50;

const linesOf = (population: Population, order: number) => [
  { menu_id: menuOf(population, order), quantity: 1, price: PRICE, name: MENU_NAME },
];

/** A confirmed order, as the order service leaves it. */
export function orderItem(population: Population, number: number): OrderItem {
  const id = idOf(population, number);
  const createdAt = instantOf(population, number);
  const decidedAt = createdAt + DECIDED_AFTER_MS;
  return {
    pk: orderKey(id),
    order_id: id,
    user_id: idOf(population, buyerOf(number)),
    status: 'confirmed',
    outcome: 'confirmed',
    payment_status: 'completed',
    compensation_due: false,
    lines: linesOf(population, number),
    total_price: PRICE,
    address: '서울시 강남구 123-45',
    phone: '010-1234-5678',
    created_at: createdAt,
    updated_at: decidedAt,
    decided_at: decidedAt,
    deadline: createdAt + TIMING.placeOrderMs,
    placed_by: `placed-${number}`,
    decided_by: `decided-${number}`,
  };
}

/** The charge of an order, as the ledger has it. */
export const chargeItem = (population: Population, number: number) => ({
  order_id: idOf(population, number),
  entry_id: 'charge',
  outcome: 'charged',
  amount: PRICE,
  lines: linesOf(population, number),
  at: instantOf(population, number) + DECIDED_AFTER_MS,
});

/** The items of a user. All have the same password. */
export function userItems(population: Population, number: number, passwordHash: string) {
  const username = usernameOf(number);
  const user = {
    id: idOf(population, number),
    username,
    email: `${username}@example.com`,
    createdAt: new Date(instantOf(population, number)),
  };
  return toItems(user, passwordHash, `signed-up-${number}`).map(({ item }) => item);
}
