import type { OrderLine } from '#functions/order/domain/order';
import type { Reservation } from '#oracle/stores/read-stock';

export const isLive = ({ outcome }: Reservation): boolean => outcome === 'reserved';

/** Summed per menu, in the order of their ids: `2 x menu 1, 1 x menu 5`. */
export function portionsText(lines: readonly OrderLine[]): string {
  const sums = new Map<number, number>();
  for (const { menuId, quantity } of lines) sums.set(menuId, (sums.get(menuId) ?? 0) + quantity);
  const sorted = [...sums].sort(([a], [b]) => a - b);
  return sorted.map(([menuId, quantity]) => `${quantity} x menu ${menuId}`).join(', ') || 'nothing';
}
