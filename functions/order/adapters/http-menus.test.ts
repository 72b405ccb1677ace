import { describe, expect, test } from 'vitest';
import { createHttpMenus } from './http-menus.ts';

describe('a quote', () => {
  const MENU = {
    id: 1,
    restaurant_id: 1,
    name: 'a',
    description: null,
    price: 5,
    image_url: null,
    inventory: 1,
    is_available: true,
    created_at: '2026-01-01T00:00:00Z',
  };
  const quote = (status: number, body: unknown) =>
    createHttpMenus({ call: async () => ({ status, body }) }).quote([1]);

  test('is price and name of the menu', async () => {
    expect(await quote(200, MENU)).toEqual(new Map([[1, { price: 5, name: 'a' }]]));
  });

  test.each([-1, 0.5, 1e300, '1', null, undefined])(
    'of %j is 0: it is shown, and never charged',
    async (price) => {
      expect(await quote(200, { ...MENU, price })).toEqual(new Map([[1, { price: 0, name: 'a' }]]));
    },
  );

  test('of several menus ends when every call has, also where one is refused first', async () => {
    const ended: string[] = [];
    const slow = Promise.withResolvers<void>();
    const service = {
      async call({ path }: { readonly path: string }) {
        if (path === '/menus/1') await slow.promise;
        ended.push(path);
        return { status: path === '/menus/1' ? 200 : 404, body: MENU };
      },
    };

    const quoted = createHttpMenus(service)
      .quote([1, 2])
      .finally(() => ended.push('answer'));
    setImmediate(slow.resolve);

    await expect(quoted).rejects.toMatchObject({ code: 'not_found' });
    expect(ended).toEqual(['/menus/2', '/menus/1', 'answer']);
  });

  test('of an unknown menu is not found, and of no menu or another one a failure', async () => {
    await expect(quote(404, {})).rejects.toMatchObject({ code: 'not_found' });
    for (const body of [{ price: 5 }, { ...MENU, id: 2 }])
      await expect(quote(200, body)).rejects.toMatchObject({ code: 'dependency_failed' });
  });
});
