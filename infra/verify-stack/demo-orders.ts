import * as z from 'zod';
import type { Answer, Client } from './client.ts';
import { CheckFailed } from './http.ts';

export const ORDERS = 21;
/** Number of repeats of a call. */
export const SOME = 12;
const Menus = z.array(z.object({ id: z.number(), inventory: z.int() }));

/** Picks the menu with the most stock, since most may be sold out after a drill. */
export async function mostStocked(client: Client): Promise<number> {
  const { body } = await client.call('list menus', 'restaurant', 'GET', '/menus');
  const [menu] = Menus.parse(body).sort((one, other) => other.inventory - one.inventory);
  if (menu && menu.inventory > 2 * ORDERS) return menu.id;
  throw new CheckFailed('every menu is nearly sold out: npm run reset, or POST /inventory/{menu_id}/restore');
}

export const placeOrder = (client: Client, menuId: number): Promise<Answer> =>
  client.call('place order', 'order', 'POST', '/orders', {
    items: [{ menu_id: menuId, quantity: 1 }],
    address: '서울시 강남구 123-45',
    phone: '010-1234-5678',
  });

export async function repeat<T>(times: number, run: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let i = 0; i < times; i++) results.push(await run());
  return results;
}

const Placed = z.object({ id: z.number(), status: z.string() });

export const confirmedIn = (answers: readonly Answer[]): { orderId: number; traceId: string }[] =>
  answers.flatMap(({ body, traceId }) => {
    const order = Placed.safeParse(body);
    return order.success && order.data.status === 'confirmed' ? [{ orderId: order.data.id, traceId }] : [];
  });
