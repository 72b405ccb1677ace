import { type CachedRead, cachedRead } from '#shared/cache/cached-read';
import type { GenerationCache } from '#shared/cache/generation-cache';
import { findOrder } from '../domain/get-order.ts';
import type { OrderCache, OrderStore } from '../domain/ports.ts';
import { TIMING } from '../domain/timing.ts';
import { toOrderBody } from '../order-body.ts';

export const TTL_SECONDS = TIMING.cachedOrderMs / 1_000;
const orderKey = (orderId: number): string => `order:${orderId}`;

/** Reads orders as JSON text, so that a hit needs no parsing. */
export interface OrderReader {
  find(orderId: number): Promise<CachedRead<string>>;
}

export function createOrderReader(cache: GenerationCache, orders: Pick<OrderStore, 'get'>): OrderReader {
  return {
    find: (orderId) =>
      cachedRead(cache, orderKey(orderId), TTL_SECONDS, async () =>
        JSON.stringify(toOrderBody(await findOrder(orders, orderId))),
      ),
  };
}

export function createOrderCache(cache: GenerationCache): OrderCache {
  return {
    async bump(orderId) {
      await cache.bump([orderKey(orderId)]);
    },
  };
}

/** Bumps several orders in one round trip. */
export function bumpTogether(cache: GenerationCache) {
  return async (orderIds: readonly number[]): Promise<ReadonlyMap<number, void>> => {
    await cache.bump(orderIds.map(orderKey));
    return new Map(orderIds.map((orderId) => [orderId, undefined]));
  };
}
