import type { Item } from '#shared/db/plain-item';
import { projection } from '#shared/db/projection';
import type { Order, OrderStatus, Outcome, PaymentStatus, PricedLine, Step } from '../domain/order.ts';

/** A line of an order or of the ledger as DynamoDB holds it. */
export interface LineItem {
  readonly menu_id: number;
  readonly quantity: number;
  readonly price: number;
  readonly name: string;
}

/** An order as DynamoDB holds it. A tombstone has `pk`, `order_id` and `status` only. */
export interface OrderItem {
  readonly pk: string;
  readonly order_id: number;
  readonly user_id?: number;
  readonly status: OrderStatus;
  readonly outcome?: Outcome;
  readonly payment_status?: PaymentStatus;
  readonly compensation_due?: boolean;
  readonly lines?: readonly LineItem[];
  readonly total_price?: number;
  readonly address?: string;
  readonly phone?: string;
  /** Instants in milliseconds since 1970. */
  readonly created_at?: number;
  readonly updated_at?: number;
  readonly decided_at?: number;
  readonly cancelled_at?: number;
  readonly deadline?: number;
  readonly placed_by?: string;
  readonly decided_by?: string;
  readonly cancelled_by?: string;
}

/** The attribute that holds a step's attempt id. */
export const ATTEMPT_ATTRIBUTES = {
  placed: 'placed_by',
  decided: 'decided_by',
  cancelled: 'cancelled_by',
} as const satisfies Record<Step, keyof OrderItem>;

/** The attributes that a list shows. */
export const LISTED = projection([
  'order_id',
  'user_id',
  'status',
  'payment_status',
  'lines',
  'total_price',
  'address',
  'phone',
  'created_at',
  'updated_at',
] satisfies readonly (keyof OrderItem)[]);

/** Index of the orders of a user, by their ids. */
export const BY_USER = 'by_user';

export const orderKey = (orderId: number): string => `order#${orderId}`;

export function toItem(order: Order): OrderItem {
  return {
    pk: orderKey(order.id),
    order_id: order.id,
    user_id: order.userId,
    status: order.status,
    payment_status: order.paymentStatus,
    compensation_due: order.compensationDue,
    lines: toLineItems(order.lines),
    total_price: order.totalPrice,
    address: order.address,
    phone: order.phone,
    created_at: order.createdAtMs,
    updated_at: order.updatedAtMs,
    deadline: order.deadlineMs,
    ...(order.attempts.placed !== undefined && { placed_by: order.attempts.placed }),
  };
}

export function toVoidItem(orderId: number): OrderItem {
  return { pk: orderKey(orderId), order_id: orderId, status: 'void' };
}

export function fromItem(item: OrderItem): Order {
  return {
    id: item.order_id,
    userId: item.user_id ?? 0,
    lines: fromLineItems(item.lines ?? []),
    totalPrice: item.total_price ?? 0,
    address: item.address ?? '',
    phone: item.phone ?? '',
    status: item.status,
    paymentStatus: item.payment_status ?? 'pending',
    outcome: item.outcome,
    compensationDue: item.compensation_due ?? false,
    attempts: attemptsOf(item),
    createdAtMs: item.created_at ?? 0,
    updatedAtMs: item.updated_at ?? 0,
    decidedAtMs: item.decided_at,
    cancelledAtMs: item.cancelled_at,
    deadlineMs: item.deadline ?? 0,
  };
}

/** Reads what the store returned: nothing but this code writes orders. */
export const fromStored = (item: Item): Order => fromItem(item as unknown as OrderItem);

export function toLineItems(lines: readonly PricedLine[]): LineItem[] {
  return lines.map(({ menuId, quantity, price, name }) => ({ menu_id: menuId, quantity, price, name }));
}

export function fromLineItems(items: readonly LineItem[]): PricedLine[] {
  return items.map(({ menu_id, quantity, price, name }) => ({ menuId: menu_id, quantity, price, name }));
}

function attemptsOf(item: OrderItem): Order['attempts'] {
  const attempts: Partial<Record<Step, string>> = {};
  for (const step of Object.keys(ATTEMPT_ATTRIBUTES) as Step[]) {
    const attempt = item[ATTEMPT_ATTRIBUTES[step]];
    if (attempt !== undefined) attempts[step] = attempt;
  }
  return attempts;
}
