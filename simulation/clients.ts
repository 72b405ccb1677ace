import { TTL_SECONDS } from '#functions/order/adapters/redis-order-cache';
import type { Order, OrderLine } from '#functions/order/domain/order';
import { TIMING } from '#functions/order/domain/timing';
import type { MemoryStores } from '#functions/order/in-memory/stores';
import { AppError, ERRORS } from '#shared/errors';
import { DEFAULT_TIMEOUT_SECONDS } from '#shared/http/route';
import type { Domain } from './domain.ts';
import type { OrderService } from './order-service.ts';
import type { Process, World } from './world.ts';

/** What a client hears. `decided`: the order's own final answer, which every retry must get again. */
export interface Answer {
  readonly status: number;
  readonly detail: string;
  readonly orderId: number | undefined;
  readonly orderStatus?: string;
  /** Won. */
  readonly total?: number;
  readonly decided: boolean;
}

/** One buyer with one request in mind, who retries, races with themselves, cancels and looks. */
export interface Client {
  readonly name: string;
  readonly key: string | undefined;
  readonly lines: readonly OrderLine[];
  readonly answers: Answer[];
  readonly cancels: (Answer | undefined)[];
  cancelsStarted: number;
  tries: number;
}

const OTHER_MS = DEFAULT_TIMEOUT_SECONDS * 1_000;
const MOST_TRIES = 6;

/** What the people around the system do: buyers, their apps, the kitchen. */
export class Clients {
  readonly all: Client[] = [];
  /** Orders that the kitchen moved on; it tells nobody, so readers may see it late. */
  readonly cooked = new Set<number>();
  readonly violations: string[] = [];
  readonly counts = new Map<string, number>();
  readonly #world: World;
  readonly #stores: MemoryStores;
  readonly #service: OrderService;
  readonly #domain: Domain;
  /** The revision of each order, and of each menu, that somebody has been told of. */
  readonly #floors = new Map<string, number>();

  constructor(world: World, stores: MemoryStores, service: OrderService, domain: Domain) {
    this.#world = world;
    this.#stores = stores;
    this.#service = service;
    this.#domain = domain;
  }

  /** Decides what one client will do, and when. */
  plan(i: number): void {
    const { random } = this.#world;
    const client: Client = {
      name: `client-${i}`,
      key: random.chance(0.6) ? `key-${i}` : undefined,
      lines: Array.from({ length: random.between(1, 2) }, () => ({
        menuId: random.between(1, 2),
        quantity: random.between(1, 2),
      })),
      answers: [],
      cancels: [],
      cancelsStarted: 0,
      tries: 0,
    };
    this.all.push(client);
    const startMs = random.between(0, 20_000);
    this.#at(startMs, () => this.place(client, true));
    if (client.key !== undefined && random.chance(0.2))
      this.#at(startMs + random.between(0, 3_000), () => this.place(client, true));
    if (random.chance(0.45)) this.#planCancels(client, startMs);
    if (random.chance(0.2)) this.#at(startMs + random.between(0, 90_000), () => this.#cook(client));
    for (let n = random.between(0, 4); n > 0; n--) {
      this.#at(startMs + random.between(0, random.pick([500, 60_000, 400_000])), () => this.#look(client));
    }
  }

  place(client: Client, retries: boolean): void {
    client.tries++;
    this.#invoke(
      `place-order(${client.name})`,
      TIMING.placeOrderMs,
      (process) => this.#placeIn(process, client),
      (answer) => {
        if (answer) this.#note(answer);
        const isLost = this.#world.isStormy() && this.#world.random.chance(0.15);
        if (answer?.decided && !isLost) client.answers.push(answer);
        if (!retries || client.key === undefined || client.tries >= MOST_TRIES) return;
        if (!isLost && answer?.decided && !this.#world.random.chance(0.2)) return;
        this.#world.after(this.#world.random.between(100, this.#world.random.pick([1_000, 40_000])), () =>
          this.place(client, true),
        );
      },
    );
  }

  /** @param atRest what the store says once all is quiet; a reader must see just that */
  read(orderId: number, atRest?: Order): void {
    const floor = this.#floors.get(`order:${orderId}`) ?? 0;
    const isExcused = (): boolean =>
      this.#service.bumpsFailed.has(`order:${orderId}`) || this.cooked.has(orderId);
    this.#invoke(
      `get-order(${orderId})`,
      OTHER_MS,
      (process) => this.#readIn(process, orderId),
      (told) => {
        if (!told || isExcused()) return;
        if (told.revision < floor)
          this.violations.push(
            `a read of order ${orderId} showed revision ${told.revision} after ${floor} had been told`,
          );
        if (!atRest) return;
        const { status, paymentStatus, totalPrice } = atRest;
        if (told.status === status && told.payment === paymentStatus && told.total === totalPrice) return;
        this.violations.push(
          `order ${orderId} is at rest as ${status}/${paymentStatus}/${totalPrice}; the cache says ${told.status}/${told.payment}/${told.total}`,
        );
      },
    );
  }

  readMenu(menuId: number, isAtRest = false): void {
    const key = `menu:${menuId}`;
    const floor = isAtRest ? this.#stores.menuRevision(menuId) : 0;
    this.#invoke(
      `get-menu(${menuId})`,
      OTHER_MS,
      (process) =>
        this.#service
          .restaurantIn(process)
          .menu(menuId)
          .catch(() => undefined),
      (told) => {
        if (!told || this.#service.bumpsFailed.has(key)) return;
        if (told.revision < floor)
          this.violations.push(
            `menu ${menuId} is at rest at revision ${floor}; the cache says ${told.revision}`,
          );
      },
    );
  }

  async #placeIn(process: Process, client: Client): Promise<Answer> {
    const deps = this.#service.depsOf(process);
    const { key, name } = client;
    const command = {
      token: 'token',
      lines: client.lines,
      address: name,
      phone: '',
      idempotencyOf: key === undefined ? undefined : () => ({ key, bodyHash: 'body' }),
      remainingMs: () => process.deadlineMs - this.#world.nowMs,
    };
    return answerOf(async () => {
      const { id, status, totalPrice } = await this.#domain.placeOrder(deps, command);
      return {
        status: 201,
        detail: '',
        orderId: id,
        orderStatus: status,
        total: totalPrice,
        decided: true,
      };
    });
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

  #planCancels(client: Client, startMs: number): void {
    const { random } = this.#world;
    const whenMs = startMs + random.between(0, random.pick([100, 1_000, 30_000, 200_000]));
    for (let n = random.pick([1, 1, 1, 2, 8]); n > 0; n--) {
      this.#at(whenMs + random.between(0, random.pick([0, 20, 40_000])), () => this.#cancel(client));
    }
  }

  #cancel(client: Client): void {
    const orderId = this.orderOf(client)?.id;
    if (orderId === undefined) return;
    client.cancelsStarted++;
    const body = (process: Process): Promise<Answer> =>
      answerOf(async () => {
        const deps = this.#service.depsOf(process);
        const order = await this.#domain.findOrder(deps.orders, orderId);
        const remainingMs = () => process.deadlineMs - this.#world.nowMs;
        await this.#domain.cancelOrder(deps, { order, remainingMs });
        return { status: 200, detail: 'cancelled', orderId, orderStatus: 'cancelled', decided: true };
      }, orderId);
    this.#invoke(`cancel-order(${orderId})`, TIMING.cancelOrderMs, body, (answer) => {
      if (answer) this.#note(answer);
      client.cancels.push(answer);
    });
  }

  /** Preparing, then out for delivery. */
  #cook(client: Client): void {
    const orderId = this.orderOf(client)?.id;
    if (orderId === undefined) return;
    this.cooked.add(orderId);
    const body = async (process: Process): Promise<void> => {
      const { orders, cache } = this.#service.depsOf(process);
      const move = (from: 'confirmed' | 'preparing', status: 'preparing' | 'out_for_delivery') =>
        orders.update(orderId, { from: [from], status, compensationDue: false });
      try {
        const { won } = await move('confirmed', 'preparing');
        if (won && this.#world.random.chance(0.5)) await move('preparing', 'out_for_delivery');
        await cache.bump(orderId);
      } catch {
        // The kitchen's own tablet failed; it is not what is tested here.
      }
    };
    this.#invoke(`kitchen(${orderId})`, OTHER_MS, body, () => {});
  }

  #look(client: Client): void {
    const order = this.orderOf(client);
    if (order) this.read(order.id);
    this.readMenu(client.lines[0]?.menuId ?? 1);
  }

  /** From the answer, or from the list of one's own orders: so a pending one too. */
  orderOf(client: Client): Order | undefined {
    for (const order of this.#stores.orders.values()) if (order.address === client.name) return order;
    return undefined;
  }

  /** What has been told must be seen by the next reader. */
  #note({ status, detail, orderId, orderStatus }: Answer): void {
    const what = `answer ${status} ${orderStatus ?? detail}`;
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
    const order = orderId === undefined ? undefined : this.#stores.orders.get(orderId);
    if (!order || !['', 'cancelled', 'out_of_stock', 'already_cancelled', 'not_cancellable'].includes(detail))
      return;
    const told = detail === 'cancelled' || detail === 'already_cancelled' ? 'cancelled' : 'decided';
    const revision = this.#stores.revisionWhen(order.id, told);
    const key = `order:${order.id}`;
    this.#floors.set(key, Math.max(this.#floors.get(key) ?? 0, revision));
  }

  #at(timeMs: number, run: () => void): void {
    this.#world.after(timeMs - this.#world.nowMs, run);
  }

  #invoke<T>(
    name: string,
    timeoutMs: number,
    body: (process: Process) => Promise<T>,
    done: (answer: T | undefined) => void,
  ): void {
    this.#world.spawn(this.#service.uniqueName(name), timeoutMs, body, done);
  }
}

/** @param orderId of the order asked about, where an error does not name it */
async function answerOf(call: () => Promise<Answer>, orderId?: number): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const named = error.extra?.order_id as number | undefined;
    const isUndecided = error.code === 'order_in_progress' || error.code === 'order_undecided';
    return {
      status: ERRORS[error.code].status,
      detail: error.code,
      orderId: named ?? orderId,
      decided: named !== undefined && !isUndecided,
    };
  }
}
