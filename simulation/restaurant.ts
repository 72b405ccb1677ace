import type { OrderLine } from '#functions/order/domain/order';
import type { Reservation } from '#functions/order/domain/ports';
import type { MemoryStores } from '#functions/order/in-memory/stores';
import { QUERY_TIMEOUT_MS } from '#functions/restaurant/adapters/postgres';
import { createMenuCache, createMenuReader } from '#functions/restaurant/adapters/redis-menu-cache';
import type { InventoryStore } from '#functions/restaurant/domain/inventory';
import type { Menu } from '#functions/restaurant/domain/menu';
import { releaseInventory, reserveInventory } from '#functions/restaurant/domain/reservations';
import type { GenerationCache } from '#shared/cache/generation-cache';
import { AppError } from '#shared/errors';
import type { Process, World } from './world.ts';

const EPOCH = new Date(0);

/** The restaurant service within one invocation: its own code, over a database that may be away. */
export class Restaurant {
  readonly #world: World;
  readonly #stores: MemoryStores;
  readonly #process: Process;
  readonly #cache: GenerationCache;

  constructor(world: World, stores: MemoryStores, process: Process, cache: GenerationCache) {
    this.#world = world;
    this.#stores = stores;
    this.#process = process;
    this.#cache = cache;
  }

  async reserve(orderId: number, lines: readonly OrderLine[]): Promise<Reservation> {
    try {
      return { outcome: 'reserved', lines: await reserveInventory(this.#deps(), orderId, lines) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'out_of_stock' || error.code === 'not_found') return { outcome: 'refused' };
      if (error.code === 'reservation_released') return { outcome: 'released' };
      throw error;
    }
  }

  release(orderId: number): Promise<void> {
    return releaseInventory(this.#deps(), orderId);
  }

  /** @returns the stock and the price a client gets, and the revision of the row they were read from */
  async menu(
    menuId: number,
  ): Promise<{ readonly stock: number; readonly price: number; readonly revision: number }> {
    const reader = createMenuReader(this.#cache, {
      find: (id) => this.#findMenu(id),
      list: async () => [],
      listRestaurants: async () => [],
    });
    const { value } = await reader.find(menuId);
    const { inventory, price, description } = JSON.parse(value ?? '{}');
    return { stock: inventory, price, revision: Number(description) };
  }

  #database<T>(what: string, now: () => T): Promise<T> {
    return this.#world.call(this.#process, 'database', what, QUERY_TIMEOUT_MS, { now });
  }

  #deps() {
    const inventory: InventoryStore = {
      change: () => Promise.reject(new Error('no direct changes here')),
      reserve: (id, lines) =>
        this.#database(`reserve ${id}`, () => {
          const reservation = this.#stores.reserve(id, lines);
          if (reservation.outcome === 'reserved') return reservation;
          return { outcome: reservation.outcome === 'refused' ? 'out_of_stock' : 'released', lines };
        }),
      release: (id) =>
        this.#database(`release ${id}`, () => {
          const lines = this.#stores.operations.get(id)?.lines ?? [];
          this.#stores.release(id);
          return { menuIds: [...new Set(lines.map(({ menuId }) => menuId))] };
        }),
    };
    return { inventory, cache: createMenuCache(this.#cache) };
  }

  #findMenu(menuId: number): Promise<Menu> {
    return this.#database(`menu ${menuId}`, () => ({
      id: menuId,
      restaurantId: 1,
      name: 'menu',
      // Never answered to a client; carries the revision through the cache.
      description: String(this.#stores.menuRevision(menuId)),
      price: this.#stores.priceOf(menuId),
      imageUrl: null,
      inventory: this.#stores.stock.get(menuId) ?? 0,
      isAvailable: true,
      createdAt: EPOCH,
    }));
  }
}
