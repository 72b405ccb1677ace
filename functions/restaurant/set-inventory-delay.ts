import { endpoint } from '#shared/http/endpoint';
import { shell } from './deps.ts';
import { restaurantRoutes } from './routes.ts';

export const handler = endpoint(restaurantRoutes.routes.setInventoryDelay, shell, async ({ body }) => {
  await shell.switches.set('inventory_delay', body);
  return { message: `Inventory update delay set to ${body.delay_ms}ms` };
});
