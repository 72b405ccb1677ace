import { Reservation as ReservationBody } from '#functions/restaurant/schemas';
import { billOf, isExact, type OrderLine, type PricedLine } from '../domain/order.ts';
import type { Reservation } from '../domain/ports.ts';
import type { ServiceAnswer } from './http-service.ts';
import { fromLineItems } from './order-item.ts';
import { unexpectedAnswer } from './unexpected-answer.ts';

/** Accepts only answers that the restaurant records under the reservation's id. */
export function toReservation(
  { status, body }: ServiceAnswer,
  orderId: number,
  asked: readonly OrderLine[],
): Reservation {
  if (status === 200) return { outcome: 'reserved', lines: recordedLines(body, orderId, asked) };
  const { code } = (body ?? {}) as { code?: unknown };
  if (status === 400 && code === 'out_of_stock') return { outcome: 'refused' };
  if (status === 404 && code === 'not_found') return { outcome: 'refused' };
  if (status === 409 && code === 'reservation_released') return { outcome: 'released' };
  throw unexpectedAnswer('restaurant');
}

/** @throws AppError where the answer cannot be charged: another order, other lines, or no exact prices */
function recordedLines(body: unknown, orderId: number, asked: readonly OrderLine[]): readonly PricedLine[] {
  const reservation = ReservationBody.safeParse(body);
  if (!reservation.success || reservation.data.reservation_id !== orderId)
    throw unexpectedAnswer('restaurant');
  const lines = fromLineItems(reservation.data.items);
  const isAsAsked = ({ menuId, quantity }: OrderLine, i: number): boolean =>
    menuId === asked[i]?.menuId && quantity === asked[i]?.quantity;
  if (lines.length !== asked.length || !lines.every(isAsAsked) || !isExact(billOf(lines)))
    throw unexpectedAnswer('restaurant');
  return lines;
}
