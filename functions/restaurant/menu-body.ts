import type * as z from 'zod';
import type { Menu, Restaurant } from './domain/menu.ts';
import type { Menu as MenuBody, Restaurant as RestaurantBody } from './schemas.ts';

export function toMenuBody(menu: Menu): z.input<typeof MenuBody> {
  return {
    name: menu.name,
    description: menu.description,
    price: menu.price,
    image_url: menu.imageUrl,
    inventory: menu.inventory,
    id: menu.id,
    restaurant_id: menu.restaurantId,
    is_available: menu.isAvailable,
    created_at: menu.createdAt.toISOString(),
  };
}

export function toRestaurantBody(restaurant: Restaurant): z.input<typeof RestaurantBody> {
  return {
    name: restaurant.name,
    address: restaurant.address,
    phone: restaurant.phone,
    description: restaurant.description,
    id: restaurant.id,
    created_at: restaurant.createdAt.toISOString(),
  };
}
