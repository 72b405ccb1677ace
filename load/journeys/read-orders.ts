import type { Journey } from './journey.ts';

export const readOrders: Journey = {
  about: "lists a user's orders and looks at the newest",
  needs: ['user'],
  async run(client) {
    const [newest] = (await client.listOrders())?.items ?? [];
    if (!newest) return;
    await client.think();
    await client.getOrder(newest.id);
  },
};
