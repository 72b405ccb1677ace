import type { GenerationCache } from '#shared/cache/generation-cache';
import type { OrderCache } from '../domain/ports.ts';

export const orderCacheKey = (orderId: number): string => `order:${orderId}`;

export function createOrderCache(cache: GenerationCache): OrderCache {
  return {
    async bump(orderId) {
      await cache.bump([orderCacheKey(orderId)]);
    },
  };
}
