import { Menu } from '#functions/restaurant/schemas';
import type { ServiceTokens } from '#shared/auth/tokens';
import { AppError } from '#shared/errors';
import type { Inventory, MenuQuote, Menus, Reservation } from '../domain/ports.ts';
import type { HttpService, ServiceAnswer } from './http-service.ts';

const AUDIENCE = 'restaurant';

export function createHttpMenus(service: HttpService): Menus {
  async function quoteOne(menuId: number): Promise<[number, MenuQuote]> {
    if (!Number.isSafeInteger(menuId)) throw menuNotFound();
    const { status, body } = await service.call({
      method: 'GET',
      path: `/menus/${menuId}`,
      route: '/menus/{menu_id}',
    });
    if (status === 404) throw menuNotFound();
    const menu = Menu.safeParse(body);
    if (status !== 200 || !menu.success) throw unexpected();
    return [menuId, { price: menu.data.price, name: menu.data.name }];
  }
  return {
    async quote(menuIds) {
      return new Map(await Promise.all(menuIds.map(quoteOne)));
    },
  };
}

/** @param releaseTimeoutMs kept short: what cannot be released in time is left to recovery */
export function createHttpInventory(
  service: HttpService,
  tokens: ServiceTokens,
  releaseTimeoutMs: number,
): Inventory {
  return {
    async reserve(orderId, lines) {
      const body = {
        reservation_id: orderId,
        items: lines.map(({ menuId, quantity }) => ({ menu_id: menuId, quantity })),
      };
      const token = await tokens.sign(AUDIENCE);
      return toReservation(
        await service.call({ method: 'POST', path: '/inventory/reservations', token, body }),
      );
    },
    async release(orderId) {
      const token = await tokens.sign(AUDIENCE);
      const { status } = await service.call({
        method: 'POST',
        path: `/inventory/reservations/${orderId}/release`,
        route: '/inventory/reservations/{reservation_id}/release',
        token,
        timeoutMs: releaseTimeoutMs,
      });
      if (status !== 200) throw unexpected();
    },
  };
}

/** Only what the restaurant has recorded under the reservation's id counts as an answer. */
function toReservation({ status, body }: ServiceAnswer): Reservation {
  if (status === 200) return 'reserved';
  const { code } = (body ?? {}) as { code?: unknown };
  if (status === 400 && code === 'out_of_stock') return 'refused';
  if (status === 404 && code === 'not_found') return 'refused';
  if (status === 409 && code === 'reservation_released') return 'released';
  throw unexpected();
}

function menuNotFound(): AppError {
  return new AppError('not_found', 'Menu not found');
}

function unexpected(): AppError {
  return new AppError('dependency_failed', 'The restaurant service failed');
}
