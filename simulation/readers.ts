import { TTL_SECONDS } from '#functions/order/adapters/redis-order-cache';
import type { Order } from '#functions/order/domain/order';
import type { MemoryStores } from '#functions/order/in-memory/stores';
import { DEFAULT_TIMEOUT_SECONDS } from '#shared/http/route';
import type { Answer } from './answer.ts';
import type { Domain } from './domain.ts';
import type { OrderService } from './order-service.ts';
import type { Process, World } from './world.ts';

const READ_MS = DEFAULT_TIMEOUT_SECONDS * 1_000;

/** Reads orders and menus through the caches, and checks that no reader sees an older state than one already answered. */
export class Readers {
  readonly violations: string[] = [];
  readonly #world: World;
  readonly #stores: MemoryStores;
  readonly #service: OrderService;
  readonly #domain: Domain;
  /** Orders that the kitchen moved on; no answer shows that, so a reader may see it late. */
  readonly #excused = new Set<number>();
  /** The newest revision of each order, and of each menu, that an answer has shown. */
  readonly #floors = new Map<string, number>();

  constructor(world: World, stores: MemoryStores, service: OrderService, domain: Domain) {
    this.#world = world;
    this.#stores = stores;
    this.#service = service;
    this.#domain = domain;
  }

  /** Accepts late reads of this order from now on. */
  excuse(orderId: number): void {
    this.#excused.add(orderId);
  }

  /** Every later reader must see at least the state that this answer showed. */
  expect({ detail, orderId }: Answer): void {
    const order = orderId === undefined ? undefined : this.#stores.orders.get(orderId);
    if (!order || !['', 'cancelled', 'out_of_stock', 'already_cancelled', 'not_cancellable'].includes(detail))
      return;
    const step = detail === 'cancelled' || detail === 'already_cancelled' ? 'cancelled' : 'decided';
    const revision = this.#stores.revisionWhen(order.id, step);
    const key = `order:${order.id}`;
    this.#floors.set(key, Math.max(this.#floors.get(key) ?? 0, revision));
  }

  /** @param atRest the order in the store once all is quiet; the reader must see the same */
  readOrder(orderId: number, atRest?: Order): void {
    const floor = this.#floors.get(`order:${orderId}`) ?? 0;
    const isExcused = (): boolean =>
      this.#service.bumpsFailed.has(`order:${orderId}`) || this.#excused.has(orderId);
    this.#spawn(
      `get-order(${orderId})`,
      (process) => this.#readIn(process, orderId),
      (seen) => {
        if (!seen || isExcused()) return;
        if (seen.revision < floor)
          this.violations.push(
            `a read of order ${orderId} showed revision ${seen.revision} after ${floor} had been answered`,
          );
        if (!atRest) return;
        const { status, paymentStatus, totalPrice } = atRest;
        if (seen.status === status && seen.payment === paymentStatus && seen.total === totalPrice) return;
        this.violations.push(
          `order ${orderId} is at rest as ${status}/${paymentStatus}/${totalPrice}; the cache says ${seen.status}/${seen.payment}/${seen.total}`,
        );
      },
    );
  }

  readMenu(menuId: number, isAtRest = false): void {
    const key = `menu:${menuId}`;
    const floor = isAtRest ? this.#stores.menuRevision(menuId) : 0;
    this.#spawn(
      `get-menu(${menuId})`,
      (process) =>
        this.#service
          .restaurantIn(process)
          .menu(menuId)
          .catch(() => undefined),
      (seen) => {
        if (!seen || this.#service.bumpsFailed.has(key)) return;
        if (seen.revision < floor)
          this.violations.push(
            `menu ${menuId} is at rest at revision ${floor}; the cache says ${seen.revision}`,
          );
      },
    );
  }

  async #readIn(process: Process, orderId: number) {
    const orders = this.#service.readerOf(process);
    const cache = this.#service.cacheOf(process);
    try {
      const { value } = await this.#domain.cachedRead(cache, `order:${orderId}`, TTL_SECONDS, async () => {
        const order = await this.#domain.findOrder(orders, orderId);
        return JSON.stringify({
          status: order.status,
          payment: order.paymentStatus,
          total: order.totalPrice,
          revision: this.#stores.revisionOf(order),
        });
      });
      return value === undefined
        ? undefined
        : (JSON.parse(value) as { status: string; payment: string; total: number; revision: number });
    } catch {
      return undefined;
    }
  }

  #spawn<T>(
    name: string,
    body: (process: Process) => Promise<T>,
    done: (answer: T | undefined) => void,
  ): void {
    this.#world.spawn(this.#service.uniqueName(name), READ_MS, body, done);
  }
}
