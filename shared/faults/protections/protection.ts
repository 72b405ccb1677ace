import type { PortMethodCall } from '../modes/calls.ts';

type PortMethod = (...args: unknown[]) => Promise<unknown>;

/** Something that keeps the system correct, and what happens without it. */
export interface Protection {
  /** What it is for, in one sentence. */
  readonly purpose: string;
  /** The calls that it protects. */
  readonly points: readonly string[];
  /** Makes the call without it. */
  weaken(call: PortMethodCall, next: () => Promise<unknown>): Promise<unknown>;
}

const skipped = async (): Promise<undefined> => undefined;

interface Line {
  readonly menuId: number;
  readonly quantity: number;
}
interface Change {
  readonly status?: string;
}
interface Charge {
  readonly outcome: string;
  readonly amount: number;
}

/** Does what only the winner of a decision may do: gives stock and money back. */
async function giveBack({ adapters: all }: PortMethodCall, orderId: unknown): Promise<void> {
  const adapters = all as Readonly<Record<string, Readonly<Record<string, PortMethod>>>>;
  await adapters.inventory?.release?.(orderId);
  const charge = (await adapters.payments?.close?.(orderId)) as Charge;
  if (charge.outcome === 'charged') await adapters.payments?.refund?.(orderId, charge.amount);
}

/** By name on the wire. */
export const PROTECTIONS = {
  row_lock: {
    purpose: 'Two changes of one menu’s stock wait for each other; without it one of them is lost.',
    points: ['restaurant.inventory.reserve'],
    weaken(call, next) {
      call.mark('row_lock');
      return next();
    },
  },
  idempotency_key: {
    purpose: 'A repeat under the same Idempotency-Key gets the first order; without it, it is another order.',
    points: ['order.orders.findKey', 'order.orders.put'],
    weaken({ args }, next) {
      const isLookup = typeof args[0] === 'string';
      if (isLookup) return skipped();
      args.length = 1;
      return next();
    },
  },
  recovery_message: {
    purpose:
      'Announces an order before it exists, so that a crash leaves none pending; without it the order stays pending.',
    points: ['order.recovery.send'],
    weaken: skipped,
  },
  compensation: {
    purpose: 'Gives stock and money of a failed or cancelled order back; without it they are gone.',
    points: ['order.inventory.release', 'order.payments.refund'],
    weaken: skipped,
  },
  cache_generation: {
    purpose: 'Makes cached values invalid after a write; without it readers get the state before.',
    points: ['order.cache.bump', 'restaurant.cache.changed'],
    weaken: skipped,
  },
  breaker: {
    purpose: 'Stops calling a service that keeps failing; without it every caller waits for its time limit.',
    points: ['order.users.*', 'order.menus.*', 'order.inventory.*'],
    weaken(call, next) {
      call.mark('breaker');
      return next();
    },
  },
  decide_first: {
    purpose:
      'A decision with a lost answer is read again before anything is given back; without it, what a confirmed order holds is given back.',
    points: ['order.orders.update'],
    async weaken(call, next) {
      const [orderId, change] = call.args as [unknown, Change];
      try {
        return await next();
      } catch (error) {
        if (change.status === 'confirmed') await giveBack(call, orderId);
        throw error;
      }
    },
  },
  recorded_price: {
    purpose: 'The buyer pays the price recorded with the stock; without it, one that a cache may have held.',
    points: ['order.inventory.reserve'],
    async weaken({ args }, next) {
      const reservation = (await next()) as { readonly lines?: readonly Line[] };
      return reservation.lines ? { ...reservation, lines: args[1] } : reservation;
    },
  },
} as const satisfies Readonly<Record<string, Protection>>;

export type ProtectionName = keyof typeof PROTECTIONS;
