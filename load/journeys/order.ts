import type { Journey } from './journey.ts';

export const order: Journey = {
  about: 'places an order',
  needs: ['user', 'menus'],
  async run(client) {
    await client.placeOrder(client.pickMenu());
  },
};
