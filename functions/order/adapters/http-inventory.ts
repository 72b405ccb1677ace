import type { ServiceTokens } from '#shared/auth/tokens';
import { STEP_SPAN } from '#shared/telemetry/conventions';
import type { Inventory } from '../domain/ports.ts';
import type { HttpService } from './http-service.ts';
import { toReservation } from './reservation-answer.ts';
import { unexpectedAnswer } from './unexpected-answer.ts';

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
      const token = await tokens.sign('restaurant');
      const answer = await service.call({
        method: 'POST',
        path: '/inventory/reservations',
        step: STEP_SPAN.reserveStock,
        token,
        body,
      });
      return toReservation(answer, orderId, lines);
    },
    async release(orderId) {
      const token = await tokens.sign('restaurant');
      const { status } = await service.call({
        method: 'POST',
        path: `/inventory/reservations/${orderId}/release`,
        route: '/inventory/reservations/{reservation_id}/release',
        step: STEP_SPAN.releaseStock,
        token,
        timeoutMs: releaseTimeoutMs,
      });
      if (status !== 200) throw unexpectedAnswer('restaurant');
    },
  };
}
