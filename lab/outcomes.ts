import type { Order } from '#functions/order/domain/order';
import type { Snapshot } from '#oracle/snapshot';

/** What a caller of the system got. */
interface GivenAnswer {
  readonly status: number;
  /** Parsed JSON; undefined where the answer is none. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  readonly body: any;
}

/** The end of an order. */
export interface Outcome {
  readonly status: Order['status'] | 'no order';
  readonly holdsStock: boolean;
  /** Amount that the buyer has paid in the end. */
  readonly paid: number;
  readonly order: Order | undefined;
}

/** @param orderId undefined where none was drawn */
export function outcomeOf(orderId: number | undefined, snapshot: Snapshot): Outcome {
  const order = orderId === undefined ? undefined : snapshot.orders.get(orderId);
  const entries = orderId === undefined ? [] : (snapshot.ledger.get(orderId) ?? []);
  const paid = entries.map(({ outcome, amount }) => (SIGN[outcome] ?? 0) * amount);
  return {
    status: order?.status ?? 'no order',
    holdsStock: orderId !== undefined && snapshot.stock.reservations.get(orderId)?.outcome === 'reserved',
    paid: paid.reduce((sum, amount) => sum + amount, 0),
    order,
  };
}

const SIGN: Readonly<Record<string, number>> = { charged: 1, refunded: -1 };

/** @returns the problem of this end, or undefined */
export function wrongEnd({ status, holdsStock, paid, order }: Outcome): string | undefined {
  const held = `${holdsStock ? 'stock held' : 'no stock held'}, ${paid} paid`;
  if (status === 'confirmed') {
    return holdsStock && paid === order?.totalPrice ? undefined : `confirmed with ${held}`;
  }
  if (status === 'pending' || order?.compensationDue) return `${status}, not at rest`;
  return holdsStock || paid !== 0 ? `${status} with ${held}` : undefined;
}

/**
 * @param mayBeUnknown the caller was not answered by the function, which was killed
 * @returns where the answer and the end contradict each other, or undefined
 */
export function contradiction(
  { status, body }: GivenAnswer,
  outcome: Outcome,
  { mayBeUnknown }: { mayBeUnknown: boolean },
): string | undefined {
  const answered = describeAnswer({ status, body });
  const allowed = endsAllowedBy(status, body, mayBeUnknown);
  if (!allowed.includes(outcome.status)) return `answered ${answered}, ended ${outcome.status}`;
  const id: unknown = body?.order_id ?? body?.id;
  return id === undefined || id === outcome.order?.id ? undefined : `answered with order ${id}`;
}

const NONE: Outcome['status'][] = ['no order', 'void'];
const AT_REST: Outcome['status'][] = ['confirmed', 'failed', 'cancelled'];

function endsAllowedBy(
  status: number,
  body: GivenAnswer['body'],
  mayBeUnknown: boolean,
): Outcome['status'][] {
  if (mayBeUnknown) return [...NONE, ...AT_REST];
  if (status === 201) return [body.status];
  if (status === 200) return ['cancelled'];
  if (body?.order_id === undefined) return NONE;
  // The answer left the outcome open: recovery may have settled it either way, or the order was never placed.
  return body.code === 'order_undecided' ? [...NONE, ...AT_REST] : ['failed'];
}

export function describeAnswer({ status, body }: GivenAnswer): string {
  const order = body?.order_id === undefined ? '' : ' with order_id';
  const what = body?.code ?? (status === 201 ? body?.status : undefined);
  return `${status}${what === undefined ? '' : ` ${what}`}${order}`;
}
