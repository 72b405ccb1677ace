import * as z from 'zod';
import { id, instant, ofLength, quantity, text } from '#shared/http/fields';

const MAX_LINES = 50;
const MAX_MENUS = 20;

export const PlaceOrder = z
  .object({
    items: z
      .array(z.object({ menu_id: id, quantity }))
      .min(1)
      .max(MAX_LINES)
      .refine(
        (lines) => new Set(lines.map((line) => line.menu_id)).size <= MAX_MENUS,
        `At most ${MAX_MENUS} different menus are allowed`,
      ),
    address: ofLength(text, 500),
    phone: ofLength(text, 40),
  })
  .meta({ id: 'PlaceOrder' });

export const OrderStatus = z
  .enum(['pending', 'confirmed', 'preparing', 'out_for_delivery', 'delivered', 'cancelled', 'failed'])
  .meta({ id: 'OrderStatus' });

export const PaymentStatus = z
  .enum(['pending', 'completed', 'failed', 'refunded'])
  .meta({ id: 'PaymentStatus' });

export const Order = z
  .object({
    id,
    user_id: id,
    total_price: z.number().describe('Won: what was charged. While the order is pending, the quote.'),
    status: OrderStatus,
    created_at: instant,
    updated_at: instant,
    address: z.string(),
    phone: z.string(),
    payment_status: PaymentStatus,
    items: z.array(z.object({ id: z.int(), menu_id: id, quantity, price: z.number(), name: z.string() })),
  })
  .meta({ id: 'Order' });

export const OrderPage = z
  .object({ items: z.array(Order), next_cursor: z.string().nullable() })
  .meta({ id: 'OrderPage' });

export const Cancellation = z.object({ message: z.string(), order_id: id }).meta({ id: 'Cancellation' });

export const IdempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{1,255}$/, 'Must be 1 to 255 printable characters');
