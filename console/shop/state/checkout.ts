import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Answer } from '../api/answer.ts';
import { newKey } from '../api/call.ts';
import { placeOrder } from '../api/routes.ts';
import type { NewOrder, Order } from '../api/wire.ts';
import { type Basket, basketLines, toOrderLines, withQuantity } from './basket.ts';
import { keep, readKept } from './kept.ts';
import type { Orders } from './orders.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Session } from './session.ts';
import type { Stock } from './stock.ts';

/** One order on its way, or what became of it. */
export interface Attempt {
  readonly order: NewOrder;
  readonly idempotencyKey: string;
  readonly startedMs: number;
  /** Undefined while it is on its way. */
  readonly end: { readonly outcome: Outcome; readonly answer: Answer<Order> } | undefined;
}

export interface Checkout {
  readonly basket: ReadonlySignal<Basket>;
  readonly address: Signal<string>;
  readonly phone: Signal<string>;
  readonly attempt: ReadonlySignal<Attempt | undefined>;
  put(menuId: number, quantity: number): void;
  /** Orders what is in the basket; asks for a login first where there is none. */
  order(): void;
  /** Where the outcome of the last order is not known, sends it again under its key; else orders the basket anew. */
  again(): void;
  /** Leaves the outcome behind. */
  dismiss(): void;
}

interface Parts {
  readonly session: Session;
  readonly stock: Stock;
  readonly orders: Orders;
}

/** The address and phone of the documented example. */
const EXAMPLE = { address: '서울시 강남구 123-45', phone: '010-1234-5678' };

export function createCheckout({ session, stock, orders }: Parts): Checkout {
  const basket = signal<Basket>({});
  const address = keptSignal('address', EXAMPLE.address);
  const phone = keptSignal('phone', EXAMPLE.phone);
  const attempt = signal<Attempt | undefined>(undefined);

  const send = async (order: NewOrder, idempotencyKey: string): Promise<void> => {
    const user = session.user.peek();
    if (!user) {
      session.asked.value = { next: () => void send(order, idempotencyKey) };
      return;
    }
    const sent = { order, idempotencyKey, startedMs: Date.now(), end: undefined };
    attempt.value = sent;
    const answer = await placeOrder(user.token, order, idempotencyKey);
    const outcome = outcomeOf(answer);
    attempt.value = { ...sent, end: { outcome, answer } };
    session.endIfRefused(answer.problem);
    if (answer.body) orders.add(answer.body);
    if (outcome.name === 'confirmed') basket.value = {};
    await Promise.all([orders.refresh(), stock.refresh()]);
  };

  const order = (): void => {
    const items = toOrderLines(basketLines(basket.peek(), stock.menus.peek()));
    void send({ items, address: address.peek().trim(), phone: phone.peek().trim() }, newKey());
  };
  return {
    ...{ basket, address, phone, attempt, order },
    put(menuId, quantity) {
      basket.value = withQuantity(basket.value, menuId, quantity);
    },
    again() {
      const last = attempt.peek();
      if (last?.end?.outcome.retry === 'same') void send(last.order, last.idempotencyKey);
      else order();
    },
    dismiss() {
      attempt.value = undefined;
    },
  };
}

function keptSignal(name: string, fallback: string): Signal<string> {
  const value = signal(readKept(name) ?? fallback);
  effect(() => keep(name, value.value));
  return value;
}
