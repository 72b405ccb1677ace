export type OrderStatus =
  | 'pending'
  | 'confirmed'
  | 'preparing'
  | 'out_for_delivery'
  | 'delivered'
  | 'cancelled'
  | 'failed'
  /** A tombstone: this order must never be placed. It is never returned to clients. */
  | 'void';

/** Why an order left `pending`. Written once, with the status, and never changed. */
export type Outcome =
  | 'confirmed'
  | 'payment_failed'
  | 'out_of_stock'
  | 'unavailable'
  | 'timed_out'
  | 'cancelled';

export type PaymentStatus = 'pending' | 'completed' | 'failed' | 'refunded';

export interface OrderLine {
  readonly menuId: number;
  readonly quantity: number;
}

export interface PricedLine extends OrderLine {
  readonly price: number;
  readonly name: string;
}

/** Lines at one set of prices, and their total. */
export interface Bill {
  readonly lines: readonly PricedLine[];
  /** Won. */
  readonly totalPrice: number;
}

/** The writes that decide something. Each stores its attempt id, which no later write changes. */
export type Step = 'placed' | 'decided' | 'cancelled';

/** The bill is the quote while the order is pending, and what the restaurant recorded once it is decided. */
export interface Order extends Bill {
  readonly id: number;
  readonly userId: number;
  readonly address: string;
  readonly phone: string;
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
  readonly outcome?: Outcome | undefined;
  /** Stock or money may still have to be given back. */
  readonly compensationDue: boolean;
  readonly attempts: Readonly<Partial<Record<Step, string>>>;
  /** Instants in milliseconds since 1970. */
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly decidedAtMs?: number | undefined;
  readonly cancelledAtMs?: number | undefined;
  /** Recovery may decide a pending order from this instant on. */
  readonly deadlineMs: number;
}

export const CANCELLABLE: readonly OrderStatus[] = ['pending', 'confirmed', 'preparing'];

export function isCancellable(order: Order): boolean {
  return CANCELLABLE.includes(order.status);
}

export function totalOf(lines: readonly PricedLine[]): number {
  return lines.reduce((total, { price, quantity }) => total + price * quantity, 0);
}

export function billOf(lines: readonly PricedLine[]): Bill {
  return { lines, totalPrice: totalOf(lines) };
}

/** The order with another bill than the one it holds. */
export function withBill(order: Order, { lines, totalPrice }: Bill): Order {
  return { ...order, lines, totalPrice };
}

/** A sum of won beyond the safe integers is not exact. */
export function isExact({ totalPrice }: Bill): boolean {
  return Number.isSafeInteger(totalPrice);
}

/** Whether the item holds our own write of this step; its answer may have been lost. */
export function isOwn(order: Order, step: Step, attempt: string): boolean {
  return order.attempts[step] === attempt;
}
