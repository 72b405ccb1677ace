import type { Journey } from './journey.ts';

export const browse: Journey = {
  about: 'lists the menus and looks at one',
  needs: ['menus'],
  async run(client) {
    await client.listMenus();
    await client.think();
    await client.getMenu(client.pickMenu());
  },
};
