import type { Journey } from './journey.ts';

export const readMenu: Journey = {
  about: 'looks at one menu',
  needs: ['menus'],
  async run(client) {
    await client.getMenu(client.pickMenu());
  },
};
