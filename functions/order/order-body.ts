import type * as z from 'zod';
import type { ListedOrder } from './domain/ports.ts';
import type { Order as OrderSchema } from './schemas.ts';

/** An order as clients see it. */
export function toOrderBody(order: ListedOrder): z.input<typeof OrderSchema> {
  if (order.status === 'void') throw new Error(`Order ${order.id} is a tombstone`);
  return {
    id: order.id,
    user_id: order.userId,
    total_price: order.totalPrice,
    status: order.status,
    created_at: new Date(order.createdAtMs).toISOString(),
    updated_at: new Date(order.updatedAtMs).toISOString(),
    address: order.address,
    phone: order.phone,
    payment_status: order.paymentStatus,
    items: order.lines.map(({ menuId, quantity, price, name }, i) => ({
      id: i + 1,
      menu_id: menuId,
      quantity,
      price,
      name,
    })),
  };
}
