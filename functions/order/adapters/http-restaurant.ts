import { Menu, Reservation as ReservationBody } from '#functions/restaurant/schemas';
import type { ServiceTokens } from '#shared/auth/tokens';
import { AppError } from '#shared/errors';
import { billOf, isExact, type OrderLine, type PricedLine } from '../domain/order.ts';
import type { Inventory, MenuQuote, Menus, Reservation } from '../domain/ports.ts';
import type { HttpService, ServiceAnswer } from './http-service.ts';
import { fromLineItems } from './order-item.ts';

const AUDIENCE = 'restaurant';
/** A quote is never charged. Where a cached copy holds no price, 0 is shown until the restaurant has recorded one. */
const QuotedMenu = Menu.extend({ price: Menu.shape.price.catch(0) });

export function createHttpMenus(service: HttpService): Menus {
  async function quoteOne(menuId: number): Promise<[number, MenuQuote]> {
    if (!Number.isSafeInteger(menuId)) throw menuNotFound();
    const { status, body } = await service.call({
      method: 'GET',
      path: `/menus/${menuId}`,
      route: '/menus/{menu_id}',
    });
    if (status === 404) throw menuNotFound();
    const menu = QuotedMenu.safeParse(body);
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
      const answer = await service.call({ method: 'POST', path: '/inventory/reservations', token, body });
      return toReservation(answer, orderId, lines);
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
function toReservation(
  { status, body }: ServiceAnswer,
  orderId: number,
  asked: readonly OrderLine[],
): Reservation {
  if (status === 200) return { outcome: 'reserved', lines: recordedLines(body, orderId, asked) };
  const { code } = (body ?? {}) as { code?: unknown };
  if (status === 400 && code === 'out_of_stock') return { outcome: 'refused' };
  if (status === 404 && code === 'not_found') return { outcome: 'refused' };
  if (status === 409 && code === 'reservation_released') return { outcome: 'released' };
  throw unexpected();
}

/** @throws AppError where the answer is no basis for a charge: another order or other lines than asked for, no exact prices */
function recordedLines(body: unknown, orderId: number, asked: readonly OrderLine[]): readonly PricedLine[] {
  const reservation = ReservationBody.safeParse(body);
  if (!reservation.success || reservation.data.reservation_id !== orderId) throw unexpected();
  const lines = fromLineItems(reservation.data.items);
  const isAsAsked = ({ menuId, quantity }: OrderLine, i: number): boolean =>
    menuId === asked[i]?.menuId && quantity === asked[i]?.quantity;
  if (lines.length !== asked.length || !lines.every(isAsAsked) || !isExact(billOf(lines))) throw unexpected();
  return lines;
}

function menuNotFound(): AppError {
  return new AppError('not_found', 'Menu not found');
}

function unexpected(): AppError {
  return new AppError('dependency_failed', 'The restaurant service failed');
}
