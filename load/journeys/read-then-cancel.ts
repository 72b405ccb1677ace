import type { Journey } from './journey.ts';

export const readThenCancel: Journey = {
  about: 'places an order, looks at it, which fills the cache, cancels it and looks again',
  needs: ['user', 'menus'],
  async run(client) {
    const order = await client.placeOrder(client.pickMenu());
    if (order?.status !== 'confirmed') return;
    await client.think();
    await client.getOrder(order.id);
    await client.think();
    await client.cancelOrder(order.id);
    await client.think();
    await client.getOrder(order.id);
  },
};
