import type { Journey } from './journey.ts';

export const orderThenCancel: Journey = {
  about: 'places an order, thinks, and cancels it',
  needs: ['user', 'menus'],
  async run(client) {
    const order = await client.placeOrder(client.pickMenu());
    if (order?.status !== 'confirmed') return;
    await client.think();
    await client.cancelOrder(order.id);
  },
};
