import type { Journey } from './journey.ts';

export const orderThenRead: Journey = {
  about: 'places an order and looks at it twice, the second time from the cache',
  needs: ['user', 'menus'],
  async run(client) {
    const order = await client.placeOrder(client.pickMenu());
    if (!order) return;
    await client.think();
    await client.getOrder(order.id);
    await client.think();
    await client.getOrder(order.id);
  },
};
