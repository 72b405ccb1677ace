import type { Order, OrderLine } from '#functions/order/domain/order';
import { TIMING } from '#functions/order/domain/timing';
import type { MemoryStores } from '#functions/order/in-memory/stores';
import { DEFAULT_TIMEOUT_SECONDS } from '#shared/http/route';
import { type Answer, answerOf } from './answer.ts';
import type { Domain } from './domain.ts';
import type { OrderService } from './order-service.ts';
import type { Readers } from './readers.ts';
import type { Process, World } from './world.ts';

/** One buyer with one request, who may retry, send it twice at once, cancel and read. */
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

/** The clients of the system: buyers, their apps and the kitchen. */
export class Clients {
  readonly all: Client[] = [];
  readonly counts = new Map<string, number>();
  readonly #world: World;
  readonly #stores: MemoryStores;
  readonly #service: OrderService;
  readonly #domain: Domain;
  readonly #readers: Readers;

  constructor(world: World, stores: MemoryStores, service: OrderService, domain: Domain, readers: Readers) {
    this.#readers = readers;
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
    if (random.chance(0.2))
      this.#at(startMs + random.between(0, 90_000), () => this.#prepareInKitchen(client));
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
        if (answer) this.#record(answer);
        const isLost = this.#world.isFaultPeriod() && this.#world.random.chance(0.15);
        if (answer?.decided && !isLost) client.answers.push(answer);
        if (!retries || client.key === undefined || client.tries >= MOST_TRIES) return;
        if (!isLost && answer?.decided && !this.#world.random.chance(0.2)) return;
        this.#world.after(this.#world.random.between(100, this.#world.random.pick([1_000, 40_000])), () =>
          this.place(client, true),
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
      if (answer) this.#record(answer);
      client.cancels.push(answer);
    });
  }

  /** Preparing, then out for delivery. */
  #prepareInKitchen(client: Client): void {
    const orderId = this.orderOf(client)?.id;
    if (orderId === undefined) return;
    this.#readers.excuse(orderId);
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
    if (order) this.#readers.readOrder(order.id);
    this.#readers.readMenu(client.lines[0]?.menuId ?? 1);
  }

  /** An order of the client from an answer or from the list of its orders, so it may be pending. */
  orderOf(client: Client): Order | undefined {
    for (const order of this.#stores.orders.values()) if (order.address === client.name) return order;
    return undefined;
  }

  #record(answer: Answer): void {
    const what = `answer ${answer.status} ${answer.orderStatus ?? answer.detail}`;
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
    this.#readers.expect(answer);
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
