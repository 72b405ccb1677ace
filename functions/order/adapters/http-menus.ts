import { Menu } from '#functions/restaurant/schemas';
import { AppError } from '#shared/errors';
import { STEP_SPAN } from '#shared/telemetry/conventions';
import type { MenuQuote, Menus } from '../domain/ports.ts';
import type { HttpService } from './http-service.ts';
import { unexpectedAnswer } from './unexpected-answer.ts';

/** Quotes are never charged, so a cached menu without a price counts as 0 until the restaurant has recorded one. */
const QuotedMenu = Menu.extend({ price: Menu.shape.price.catch(0) });

export function createHttpMenus(service: HttpService): Menus {
  async function quoteOne(menuId: number): Promise<[number, MenuQuote]> {
    if (!Number.isSafeInteger(menuId)) throw menuNotFound();
    const { status, body } = await service.call({
      method: 'GET',
      path: `/menus/${menuId}`,
      route: '/menus/{menu_id}',
      step: STEP_SPAN.quoteMenu,
    });
    if (status === 404) throw menuNotFound();
    const menu = QuotedMenu.safeParse(body);
    if (status !== 200 || menu.data?.id !== menuId) throw unexpectedAnswer('restaurant');
    return [menuId, { price: menu.data.price, name: menu.data.name }];
  }
  return {
    async quote(menuIds) {
      const asked = menuIds.map(quoteOne);
      // An answer must not leave a call under way: it would freeze with the environment.
      await Promise.allSettled(asked);
      return new Map(await Promise.all(asked));
    },
  };
}

function menuNotFound(): AppError {
  return new AppError('not_found', 'Menu not found');
}
