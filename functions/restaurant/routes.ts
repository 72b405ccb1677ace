import * as z from 'zod';
import { pathId } from '#shared/http/fields';
import { healthRoute } from '#shared/http/health-route';
import { defineRoutes } from '#shared/http/route';
import { CHAOS_TAG, HEALTH_TAG } from '#shared/http/tags';
import {
  Inventory,
  InventoryChange,
  ListMenus,
  Menu,
  Release,
  Reservation,
  Reserve,
  Restaurant,
} from './schemas.ts';

const FAULTS = ['inventory_delay'] as const;
const MENU = {
  name: '후라이드 치킨',
  description: '바삭하게 튀긴 치킨',
  price: 18000,
  image_url: null,
  inventory: 100,
  id: 1,
  restaurant_id: 1,
  is_available: true,
  created_at: '2026-11-24T09:00:00.000Z',
};
const LINES = [{ menu_id: 1, quantity: 2, price: 18000, name: '후라이드 치킨' }];
const menuId = z.object({ menu_id: pathId });

export const restaurantRoutes = defineRoutes(
  {
    service: 'restaurant',
    title: 'Restaurant Service',
    description: 'Restaurants, menus and the stock behind them.',
    tags: [
      { name: '🍽️ Menus', description: 'Menus, cached in Redis' },
      { name: '🏪 Restaurants', description: 'Restaurants' },
      { name: '📦 Inventory', description: 'Stock, under a pessimistic lock' },
      { name: '🔒 Reservations', description: 'For the order service: all lines or none, once' },
      CHAOS_TAG,
      HEALTH_TAG,
    ],
  },
  {
    listMenus: {
      method: 'GET',
      path: '/menus',
      tag: '🍽️ Menus',
      summary: 'List menus',
      description:
        'By id, 1,000 at most; where more follow, pass `x-next-cursor` as `cursor` for the next page. Without parameters it is cached for 10 seconds. A change of stock is seen by the next call.',
      auth: 'public',
      query: ListMenus,
      response: z.array(Menu),
      cached: true,
      paged: true,
      stores: ['postgres', 'redis'],
      example: { response: [MENU] },
    },
    getMenu: {
      method: 'GET',
      path: '/menus/{menu_id}',
      tag: '🍽️ Menus',
      summary: 'Get a menu',
      description: 'Cached for 30 seconds; a change of stock is seen by the next call.',
      auth: 'public',
      params: menuId,
      response: Menu,
      errors: ['not_found'],
      stores: ['postgres', 'redis'],
      example: { params: { menu_id: 1 }, response: MENU },
      cached: true,
    },
    listRestaurants: {
      method: 'GET',
      path: '/restaurants',
      tag: '🏪 Restaurants',
      summary: 'List all restaurants',
      description: 'All restaurants, by id.',
      auth: 'public',
      response: z.array(Restaurant),
      stores: ['postgres'],
      example: {
        response: [
          {
            name: '맛있는 치킨',
            address: '서울시 강남구',
            phone: '02-1234-5678',
            description: '바삭한 치킨 전문점',
            id: 1,
            created_at: '2026-11-24T09:00:00.000Z',
          },
        ],
      },
    },
    deductInventory: {
      method: 'PUT',
      path: '/inventory/{menu_id}',
      tag: '📦 Inventory',
      summary: 'Take stock',
      description: 'Locks the row (`SELECT … FOR UPDATE`). At 0 the menu is no longer available.',
      auth: 'service',
      publicWhereAnonymous: true,
      params: menuId,
      body: InventoryChange,
      response: Inventory,
      errors: ['out_of_stock', 'not_found'],
      faults: FAULTS,
      stores: ['postgres', 'redis'],
      example: {
        params: { menu_id: 1 },
        request: { quantity: 2 },
        response: { menu_id: 1, remaining_inventory: 98 },
      },
    },
    restoreInventory: {
      method: 'PUT',
      path: '/inventory/{menu_id}/restore',
      tag: '📦 Inventory',
      summary: 'Give stock back',
      description: 'The opposite of taking; the menu is available again.',
      auth: 'service',
      publicWhereAnonymous: true,
      params: menuId,
      body: InventoryChange,
      response: Inventory,
      errors: ['not_found'],
      faults: FAULTS,
      stores: ['postgres', 'redis'],
      example: {
        params: { menu_id: 1 },
        request: { quantity: 2 },
        response: { menu_id: 1, remaining_inventory: 100 },
      },
    },
    reserveInventory: {
      method: 'POST',
      path: '/inventory/reservations',
      tag: '🔒 Reservations',
      summary: 'Reserve the lines of an order',
      description:
        'All lines or none, in one transaction. The reservation id is the order id; a repeat gets the first answer, a refusal too.',
      auth: 'service',
      body: Reserve,
      orderId: { part: 'body', field: 'reservation_id' },
      response: Reservation,
      errors: ['out_of_stock', 'not_found', 'reservation_released'],
      faults: FAULTS,
      stores: ['postgres', 'redis'],
      example: {
        request: { reservation_id: 411857420189697, items: [{ menu_id: 1, quantity: 2 }] },
        response: { reservation_id: 411857420189697, items: LINES },
      },
    },
    releaseInventory: {
      method: 'POST',
      path: '/inventory/reservations/{reservation_id}/release',
      tag: '🔒 Reservations',
      summary: 'Release a reservation',
      description:
        'Gives the stock back once, however often it is called. What was never reserved is refused from then on.',
      auth: 'service',
      params: z.object({ reservation_id: pathId }),
      orderId: { part: 'params', field: 'reservation_id' },
      response: Release,
      faults: FAULTS,
      stores: ['postgres', 'redis'],
      example: { response: { reservation_id: 411857420189697, released: true } },
    },
    getHealth: healthRoute(
      'it asks PostgreSQL and Redis too, for 2 s at most, and answers 503 if PostgreSQL is down.',
      ['postgres', 'redis'],
    ),
  },
);
