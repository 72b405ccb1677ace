import { bumpTogether } from '#functions/order/adapters/redis-order-cache';
import type { OrderLine } from '#functions/order/domain/order';
import type { OrderStore } from '#functions/order/domain/ports';
import { TIMING } from '#functions/order/domain/timing';
import { createMemoryDeps, type Dependency, type MemoryDeps } from '#functions/order/in-memory/ports';
import type { MemoryStores } from '#functions/order/in-memory/stores';
import { QUERY_TIMEOUT_MS } from '#functions/restaurant/adapters/postgres';
import { BUMP, type GenerationCache } from '#shared/cache/generation-cache';
import { DEFAULT_TIMEOUT_SECONDS } from '#shared/http/route';
import { gathered } from '#shared/queue/gathered';
import { Breaker } from './breaker.ts';
import type { Domain } from './domain.ts';
import { Restaurant } from './restaurant.ts';
import { connectToRedis, type MemoryRedis, type RedisClientState } from './simulated-redis.ts';
import type { Process, World } from './world.ts';

/** State of one execution environment between invocations. */
interface Environment {
  readonly breaker: Breaker;
  readonly clientState: RedisClientState;
}

const ENVIRONMENTS = 3;
/** Time of the functions' clocks at the start of the world, which starts at 0. */
const EPOCH_MS = 1_000_000_000_000;
const CALL_MS: Readonly<Record<Dependency, number>> = {
  orders: TIMING.storeCallMs,
  payments: TIMING.storeCallMs,
  queue: TIMING.storeCallMs,
  users: TIMING.forwardCallMs,
  restaurant: TIMING.forwardCallMs,
  database: QUERY_TIMEOUT_MS,
  redis: BUMP.timeoutMs,
};
const RESTAURANT_MS = DEFAULT_TIMEOUT_SECONDS * 1_000;
const TOKEN_LENGTH = 36;

/** Makes the ports of one invocation out of the shared stores, the world between them, and an environment's memory. */
export class OrderService {
  readonly #world: World;
  readonly #stores: MemoryStores;
  readonly #redis: MemoryRedis;
  readonly #domain: Domain;
  readonly #environments: readonly Environment[];
  /** Keys whose bump Redis did not take: staleness is then bounded by the TTL alone. */
  readonly bumpsFailed = new Set<string>();
  readonly #keyInTransaction: boolean;
  #nextOrderId = 100;
  #nextName = 0;

  constructor(
    world: World,
    stores: MemoryStores,
    redis: MemoryRedis,
    domain: Domain,
    keyInTransaction: boolean,
  ) {
    this.#keyInTransaction = keyInTransaction;
    this.#world = world;
    this.#stores = stores;
    this.#redis = redis;
    this.#domain = domain;
    this.#environments = Array.from({ length: ENVIRONMENTS }, () => ({
      breaker: new Breaker(),
      clientState: { skipUntilMs: 0 },
    }));
  }

  uniqueName(prefix: string): string {
    return `${prefix}#${this.#nextName++}`;
  }

  cacheOf(process: Process, environment = this.#anEnvironment()): GenerationCache {
    const connection = connectToRedis(this.#world, this.#redis, process, environment.clientState);
    return this.#domain.createGenerationCache(connection, {
      stage: 'local',
      name: 'order',
      warn: (_message, { keys }) => {
        for (const key of keys) this.bumpsFailed.add(key);
      },
      newToken: () => this.uniqueName('token').padEnd(TOKEN_LENGTH),
    });
  }

  /** All that a reader needs. */
  readerOf(process: Process): Pick<OrderStore, 'get'> {
    const get = (id: number) => () =>
      this.#world.call(process, 'orders', `get ${id}`, CALL_MS.orders, {
        now: () => this.#stores.orders.get(id),
      });
    return { get: (id) => twice(get(id)) };
  }

  /** @param patient recovery waits longer for the restaurant service, and has no breaker */
  depsOf(process: Process, { patient = false } = {}): MemoryDeps {
    const world = this.#world;
    const environment = this.#anEnvironment();
    const cache = this.cacheOf(process, environment);
    const deps = createMemoryDeps(
      this.#stores,
      (on, what, now) => twice(() => world.call(process, on, what, CALL_MS[on], { now })),
      { newOrderId: () => this.#newOrderId(), newAttemptId: () => this.uniqueName('attempt') },
    );
    const guarded = <T>(call: () => Promise<T>): Promise<T> =>
      patient ? call() : environment.breaker.run(() => world.nowMs, call);
    const restaurant = <T>(
      what: string,
      timeoutMs: number,
      work: (service: Restaurant) => Promise<T>,
    ): Promise<T> =>
      guarded(() => this.#atRestaurant(process, what, patient ? TIMING.recoveryCallMs : timeoutMs, work));
    return {
      ...deps,
      orders: {
        ...deps.orders,
        ...(!this.#keyInTransaction && { put: this.#putThenKey(process, deps.orders) }),
        ...(patient && { get: this.#getTogether(process, deps.orders.get) }),
      },
      now: () => EPOCH_MS + world.nowMs + process.skewMs,
      menus: {
        quote: async (menuIds) => {
          const menus = await Promise.all(
            menuIds.map((id) => restaurant(`menu ${id}`, CALL_MS.restaurant, (service) => service.menu(id))),
          );
          return new Map(menus.map(({ price }, i) => [menuIds[i] as number, { price, name: 'menu' }]));
        },
      },
      inventory: {
        reserve: (id: number, lines: readonly OrderLine[]) =>
          restaurant(`reserve ${id}`, CALL_MS.restaurant, (service) => service.reserve(id, lines)),
        release: (id: number) => restaurant(`release ${id}`, TIMING.undoMs, (service) => service.release(id)),
      },
      cache: { bump: bumpsOf(cache, patient) },
    };
  }

  /** As recovery reads the orders of a batch. DynamoDB may leave some of them out. */
  #getTogether(process: Process, one: OrderStore['get']): OrderStore['get'] {
    const world = this.#world;
    const isLeftOut = (): boolean => world.isFaultPeriod() && world.random.chance(0.1);
    return gathered({
      one,
      many: (ids) =>
        twice(() =>
          world.call(process, 'orders', `get ${ids.join(', ')}`, CALL_MS.orders, {
            now: () => new Map(ids.filter(() => !isLeftOut()).map((id) => [id, this.#stores.orders.get(id)])),
          }),
        ),
      defer: inLaterTurn,
    });
  }

  /** Invokes another function, which can fail by itself; retried once if it could not be reached. */
  #atRestaurant<T>(
    caller: Process,
    what: string,
    timeoutMs: number,
    work: (service: Restaurant) => Promise<T>,
  ): Promise<T> {
    const world = this.#world;
    const call = (): Promise<T> =>
      world.call(caller, 'restaurant', what, timeoutMs, {
        later: (answer) => {
          const body = (process: Process) =>
            work(this.restaurantIn(process)).then(
              (value) => ({ value }),
              (error: unknown) => ({ error }),
            );
          world.spawn(this.uniqueName(`restaurant: ${what}`), RESTAURANT_MS, body, (outcome) => {
            if (outcome === undefined) return;
            const result: Promise<T> =
              'error' in outcome ? Promise.reject(outcome.error) : Promise.resolve(outcome.value);
            result.catch(() => {}); // its caller may have ended
            answer(result);
          });
        },
      });
    return call().catch((error) =>
      error.code === 'dependency_unavailable' ? call() : Promise.reject(error),
    );
  }

  restaurantIn(process: Process): Restaurant {
    return new Restaurant(this.#world, this.#stores, process, this.cacheOf(process));
  }

  /** A mutant: the key is recorded after its order. */
  #putThenKey(process: Process, orders: OrderStore): OrderStore['put'] {
    return async (order, idempotency) => {
      const put = await orders.put(order);
      if (idempotency && put.kind === 'placed') {
        const record = { orderId: order.id, bodyHash: idempotency.bodyHash };
        const now = (): void => void this.#stores.keys.set(idempotency.key, record);
        await this.#world.call(process, 'orders', `put key ${idempotency.key}`, CALL_MS.orders, { now });
      }
      return put;
    };
  }

  #anEnvironment(): Environment {
    return this.#world.random.pick(this.#environments);
  }

  /** Taken ids are drawn only while faults occur: afterwards a retry must succeed, and the third clash is final. */
  #newOrderId(): number {
    const taken = [...this.#stores.orders.keys()];
    const isTaken = taken.length > 0 && this.#world.random.chance(0.02);
    return isTaken && this.#world.isFaultPeriod() ? this.#world.random.pick(taken) : this.#nextOrderId++;
  }
}

/** Bumps of one order at a time, or of all that a batch asks for. */
function bumpsOf(cache: GenerationCache, together: boolean): (id: number) => Promise<void> {
  const many = bumpTogether(cache);
  const one = async (id: number): Promise<void> => void (await many([id]));
  return together ? gathered({ one, many, defer: inLaterTurn }) : one;
}

/** In fewer turns than the world waits for an invocation. */
const TURNS = 8;

/** While the world runs, there is always a next turn, and so no next tick. */
function inLaterTurn(call: () => void, turns = TURNS): void {
  queueMicrotask(turns === 0 ? call : () => inLaterTurn(call, turns - 1));
}

/** The SDK's two attempts. */
async function twice<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch {
    return attempt();
  }
}
