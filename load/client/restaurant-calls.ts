import { restaurantRoutes } from '#functions/restaurant/routes';
import type { Visit } from './visit.ts';

/** Calls of the restaurant service. Each returns the body of a success. */
export const restaurantCalls = ({ caller }: Pick<Visit, 'caller'>) => ({
  listMenus: async () => (await caller.call(restaurantRoutes, 'listMenus', {})).body,
  getMenu: async (menuId: number) =>
    (await caller.call(restaurantRoutes, 'getMenu', { params: { menu_id: menuId } })).body,
});
