import { describe } from '#oracle/order-state';
import type { Snapshot } from '#oracle/snapshot';

/** How the orders of these users ended, the most frequent end first. */
export function endsOf(
  { orders }: Pick<Snapshot, 'orders'>,
  users: ReadonlySet<number>,
): { readonly end: string; readonly count: number }[] {
  const own = [...orders.values()].filter(({ userId, status }) => users.has(userId) && status !== 'void');
  return [...Map.groupBy(own, describe)]
    .map(([end, { length: count }]) => ({ end, count }))
    .toSorted((one, other) => other.count - one.count);
}
