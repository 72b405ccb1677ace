import type { Menu, MenuStore, Restaurant } from '../domain/menu.ts';
import type { Postgres } from './postgres.ts';

const MENU = `SELECT id, restaurant_id AS "restaurantId", name, description, price, image_url AS "imageUrl",
  inventory, is_available AS "isAvailable", created_at AS "createdAt" FROM menus`;
const RESTAURANT = 'SELECT id, name, address, phone, description, created_at AS "createdAt" FROM restaurants';

export function createPostgresMenus(postgres: Postgres): MenuStore {
  return {
    list: ({ after, limit }) =>
      postgres.query<Menu>({
        name: 'list_menus',
        table: 'menus',
        text: `${MENU} WHERE id > $1 ORDER BY id LIMIT $2`,
        values: [after, limit],
      }),
    async find(menuId) {
      const [menu] = await postgres.query<Menu>({
        name: 'find_menu',
        table: 'menus',
        text: `${MENU} WHERE id = $1`,
        values: [menuId],
      });
      return menu;
    },
    listRestaurants: () =>
      postgres.query<Restaurant>({
        name: 'list_restaurants',
        table: 'restaurants',
        text: `${RESTAURANT} ORDER BY id`,
      }),
  };
}
