import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { BREAKER } from '#functions/order/adapters/http-service';
import type { ProtectionName } from '#shared/faults/protections/protection';
import { inParallel } from '#shared/in-parallel';
import { type Answer, type createApi, send, type TestUser } from '#tests/support/api/client';

/** A shop of which one protection is on or off. */
export interface Shop {
  readonly api: ReturnType<typeof createApi>;
  readonly buyer: TestUser;
  /** Header with the rules of the scene, and the protection off where it is to be off. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What came of a scene. */
export interface Played {
  /** What the oracle's rule must be about, such as `order 5`; none where the scene itself shows what is broken. */
  readonly subjects?: readonly string[];
  /** What the scene shows; undefined where the invariant holds. */
  readonly broken?: string | undefined;
}

/** A situation in which the system needs one of its protections. */
export interface Scene {
  /** Faults of the situation itself. */
  readonly rules?: readonly object[];
  play(shop: Shop): Promise<Played>;
}

/** Menus of scenes that must not disturb each other. */
const MENU = { any: 1, locked: 6 } as const;
const BUYERS_AT_ONCE = 8;
/** More than twice the failures that open the breaker. */
const REFUSED_ORDERS = 40;

const one = (menu_id: number) => [{ menu_id, quantity: 1 }];

const orderOne = (
  { api, buyer, headers }: Shop,
  more: Readonly<Record<string, string>> = {},
): Promise<Answer> => api.order(buyer, one(MENU.any), { ...headers, ...more });

const about = ({ body }: Answer): Played => ({ subjects: [`order ${body.id ?? body.order_id}`] });

export const SCENES: Readonly<Record<ProtectionName, Scene>> = {
  row_lock: {
    // time between reading the stock and writing it
    rules: [{ point: 'restaurant.inventory.reserve', mode: 'slow_query', ms: 50 }],
    async play({ api, buyer, headers }) {
      await inParallel(BUYERS_AT_ONCE, 2 * BUYERS_AT_ONCE, () => api.order(buyer, one(MENU.locked), headers));
      return { subjects: [`menu ${MENU.locked}`] };
    },
  },
  idempotency_key: {
    async play(shop) {
      const key = { 'idempotency-key': randomUUID() };
      const [first, second] = [await orderOne(shop, key), await orderOne(shop, key)];
      const isSame = first.status === 201 && second.status === 201 && first.body.id === second.body.id;
      return { broken: isSame ? undefined : `order ${first.body.id}, then order ${second.body.id}` };
    },
  },
  recovery_message: {
    rules: [{ point: 'order.orders.put', mode: 'kill', when: 'after' }],
    async play(shop) {
      await orderOne(shop);
      return { subjects: ['the recovery queue'] };
    },
  },
  compensation: {
    rules: [{ point: 'order.payments.charge', mode: 'decline' }],
    play: async (shop) => about(await orderOne(shop)),
  },
  cache_generation: {
    async play(shop) {
      const { api, headers } = shop;
      const { id } = (await orderOne(shop)).body;
      await api.getOrder(id);
      await send('POST', `${api.urls.order}/orders/${id}/cancel`, { headers });
      return { subjects: [`order:${id}`] };
    },
  },
  breaker: {
    rules: [{ point: 'order.menus.quote', mode: 'refused' }],
    async play(shop) {
      const startedMs = performance.now();
      let asked = 0;
      for (let i = 0; i < REFUSED_ORDERS; i++) {
        const { headers } = await orderOne(shop);
        if (headers['x-chaos-hit']?.includes('order.menus.quote')) asked++;
      }
      const probes = Math.ceil((performance.now() - startedMs) / BREAKER.halfOpenAfterMs);
      await sleep(BREAKER.halfOpenAfterMs);
      const allowed = BREAKER.failuresToOpen + probes;
      return { broken: asked <= allowed ? undefined : `asked ${asked} times, ${allowed} are allowed` };
    },
  },
  decide_first: {
    rules: [{ point: 'order.orders.update', mode: 'exception', when: 'after', times: 1 }],
    play: async (shop) => about(await orderOne(shop)),
  },
  recorded_price: {
    rules: [{ point: 'order.menus.quote', mode: 'wrong_value', kind: 'price_off_by_one' }],
    play: async (shop) => about(await orderOne(shop)),
  },
};
