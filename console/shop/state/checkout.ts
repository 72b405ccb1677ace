import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { newKey } from '../api/call.ts';
import { placeOrder } from '../api/routes.ts';
import type { NewOrder } from '../api/wire.ts';
import { type Attempt, isSameOrder, isUndecided, keepAttempt, keptAttempt } from './attempt.ts';
import { type Basket, basketLines, toOrderLines, withQuantity } from './basket.ts';
import { keep, keepTabValue, readKept, readTabValue } from './kept.ts';
import type { Orders } from './orders.ts';
import { outcomeOf } from './outcome.ts';
import type { Session } from './session.ts';
import type { Stock } from './stock.ts';

export interface Checkout {
  readonly basket: ReadonlySignal<Basket>;
  readonly address: Signal<string>;
  readonly phone: Signal<string>;
  readonly attempt: ReadonlySignal<Attempt | undefined>;
  /**
   * How the basket relates to the last order, where that is undecided: `same` is sent again under its key, `other` waits
   * until the customer tried the last one again or closed it. Undefined where nothing is undecided.
   */
  readonly repeats: ReadonlySignal<'same' | 'other' | undefined>;
  put(menuId: number, quantity: number): void;
  /** Orders what is in the basket, once; asks for a login first where there is none. */
  order(): void;
  /** Where the outcome of the last order is not known, sends it again under its key; else orders the basket anew. */
  again(): void;
  /** Leaves the outcome behind. The same order sent again uses its key even then. */
  dismiss(): void;
}

interface Parts {
  readonly session: Session;
  readonly stock: Stock;
  readonly orders: Orders;
}

/** The address and phone of the documented example. */
const EXAMPLE = { address: '서울시 강남구 123-45', phone: '010-1234-5678' };

const BASKET = 'basket';

export function createCheckout({ session, stock, orders }: Parts): Checkout {
  const basket = signal<Basket>(readTabValue(BASKET) ?? {});
  effect(() => keepTabValue(BASKET, basket.value));
  const address = keptSignal('address', EXAMPLE.address);
  const phone = keptSignal('phone', EXAMPLE.phone);
  const kept = signal(keptAttempt());
  effect(() => keepAttempt(kept.value));
  /** Also where the customer closed what is shown of it. Another customer's is none. */
  const last = computed(() => {
    const user = session.user.value;
    return !user || kept.value?.username === user.username ? kept.value : undefined;
  });
  const isClosed = signal(false);
  const attempt = computed(() => (isClosed.value ? undefined : last.value));
  const wanted = computed<NewOrder>(() => ({
    items: toOrderLines(basketLines(basket.value, stock.menus.value)),
    ...{ address: address.value.trim(), phone: phone.value.trim() },
  }));
  const isRepeat = (order: NewOrder): boolean =>
    last.value?.end?.outcome.retry === 'same' && isSameOrder(order, last.value.order);
  const repeats = computed(() => {
    if (!isUndecided(last.value)) return undefined;
    if (isRepeat(wanted.value)) return 'same';
    return isClosed.value ? undefined : 'other';
  });

  const send = async (order: NewOrder, idempotencyKey: string): Promise<void> => {
    const user = session.user.peek();
    if (!user) {
      session.asked.value = { next: () => void send(order, idempotencyKey) };
      return;
    }
    const { username } = user;
    const sent = { username, order, idempotencyKey, startedMs: Date.now(), end: undefined };
    isClosed.value = false;
    kept.value = sent;
    const answer = await placeOrder(user.token, order, idempotencyKey);
    const outcome = outcomeOf(answer);
    kept.value = { ...sent, end: { outcome, answer } };
    session.endIfRefused(answer.problem);
    if (answer.body) orders.add(answer.body);
    if (outcome.name === 'confirmed') basket.value = {};
    await Promise.all([orders.refresh(), stock.refresh()]);
  };

  const order = (): void => {
    const next = wanted.peek();
    const before = last.peek();
    const isUnderWay = before !== undefined && before.end === undefined;
    if (isUnderWay || repeats.peek() === 'other') return;
    void send(next, before && isRepeat(next) ? before.idempotencyKey : newKey());
  };
  return {
    ...{ basket, address, phone, attempt, repeats, order },
    put(menuId, quantity) {
      basket.value = withQuantity(basket.value, menuId, quantity);
    },
    again() {
      const before = last.peek();
      if (before?.end?.outcome.retry === 'same') void send(before.order, before.idempotencyKey);
      else order();
    },
    dismiss() {
      isClosed.value = true;
    },
  };
}

function keptSignal(name: string, fallback: string): Signal<string> {
  const value = signal(readKept(name) ?? fallback);
  effect(() => keep(name, value.value));
  return value;
}
