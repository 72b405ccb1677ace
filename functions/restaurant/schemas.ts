import * as z from 'zod';
import { digitsBetween, id, instant, quantity } from '#shared/http/fields';
import { FIRST_MENUS, MOST_MENUS } from './domain/menu.ts';
import { menuCursor } from './menu-cursor.ts';

export const Restaurant = z
  .object({
    name: z.string(),
    address: z.string(),
    phone: z.string(),
    description: z.string().nullable(),
    id,
    created_at: instant,
  })
  .meta({ id: 'Restaurant' });

/** Won. The column of a menu's price holds no more. */
const price = z.int().nonnegative().max(2_147_483_647);

export const Menu = z
  .object({
    name: z.string(),
    description: z.string().nullable(),
    price,
    image_url: z.string().nullable(),
    inventory: z.int(),
    id,
    restaurant_id: id,
    is_available: z.boolean(),
    created_at: instant,
  })
  .meta({ id: 'Menu' });

export const ListMenus = z.object({
  limit: digitsBetween(1, MOST_MENUS).default(FIRST_MENUS.limit),
  cursor: menuCursor.optional(),
});

export const InventoryChange = z.object({ quantity }).meta({ id: 'InventoryChange' });

export const Inventory = z.object({ menu_id: id, remaining_inventory: z.int() }).meta({ id: 'Inventory' });

export const Reserve = z
  .object({
    reservation_id: z.int(),
    items: z
      .array(z.object({ menu_id: id, quantity }))
      .min(1)
      .max(50),
  })
  .meta({ id: 'Reserve' });

export const Reservation = z
  .object({
    reservation_id: id,
    items: z.array(z.object({ menu_id: id, quantity, price, name: z.string() })),
  })
  .meta({ id: 'Reservation' });

export const Release = z.object({ reservation_id: id, released: z.literal(true) }).meta({ id: 'Release' });
