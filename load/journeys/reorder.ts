import type { Journey } from './journey.ts';

export const reorder: Journey = {
  about: 'places an order, cancels it, and orders the same menu again',
  needs: ['user', 'menus'],
  async run(client) {
    const menuId = client.pickMenu();
    const order = await client.placeOrder(menuId);
    if (order?.status !== 'confirmed') return;
    await client.think();
    await client.cancelOrder(order.id);
    await client.think();
    await client.placeOrder(menuId);
  },
};
