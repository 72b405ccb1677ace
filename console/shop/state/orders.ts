import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Answer } from '../api/answer.ts';
import { cancelOrder, listOrders } from '../api/routes.ts';
import type { Order } from '../api/wire.ts';
import type { Session } from './session.ts';

/** The user's orders, newest first, and what became of cancellations. */
export interface Orders {
  readonly list: ReadonlySignal<readonly Order[]>;
  /** The last reading; undefined before the first. */
  readonly read: ReadonlySignal<Answer<unknown> | undefined>;
  /** Orders whose cancellation is under way. */
  readonly cancelling: ReadonlySignal<ReadonlySet<number>>;
  /** The last answer to a cancellation, by order id. */
  readonly cancelled: ReadonlySignal<ReadonlyMap<number, Answer<unknown>>>;
  /** Puts an order on top before it is read, so that it is seen at once. */
  add(order: Order): void;
  refresh(): Promise<void>;
  cancel(orderId: number): Promise<void>;
}

export function createOrders(session: Session): Orders {
  const list = signal<readonly Order[]>([]);
  const read = signal<Answer<unknown> | undefined>(undefined);
  const cancelling = signal<ReadonlySet<number>>(new Set());
  const cancelled = signal<ReadonlyMap<number, Answer<unknown>>>(new Map());
  effect(() => {
    if (session.user.value) return;
    list.value = [];
    read.value = undefined;
  });
  const refresh = async (): Promise<void> => {
    const user = session.user.peek();
    if (!user) return;
    const answer = await listOrders(user.token);
    if (session.user.peek() !== user) return;
    read.value = answer;
    if (answer.body) list.value = answer.body.items;
    session.endIfRefused(answer.problem);
  };
  return {
    ...{ list, read, cancelling, cancelled, refresh },
    add(order) {
      list.value = [order, ...list.value.filter(({ id }) => id !== order.id)];
    },
    async cancel(orderId) {
      const user = session.user.peek();
      if (!user) return;
      cancelling.value = new Set([...cancelling.value, orderId]);
      const answer = await cancelOrder(user.token, orderId);
      cancelled.value = new Map([...cancelled.value, [orderId, answer]]);
      session.endIfRefused(answer.problem);
      await refresh();
      cancelling.value = new Set([...cancelling.value].filter((id) => id !== orderId));
    },
  };
}
