import type { Order, OrderLine, OrderStatus, Outcome, PaymentStatus, Step } from './order.ts';

// Every port either answers or throws an AppError of kind dependency_*, which says nothing about whether the call had
// its effect. What a dependency refuses for good is an answer, not an error.

export interface Users {
  /** @throws AppError `unauthenticated` for a token that the user service refuses */
  validate(token: string): Promise<{ readonly userId: number }>;
}

export interface MenuQuote {
  readonly price: number;
  readonly name: string;
}

export interface Menus {
  /** @throws AppError `not_found` for an unknown menu */
  quote(menuIds: readonly number[]): Promise<ReadonlyMap<number, MenuQuote>>;
}

/** `refused` and `released` are recorded by the restaurant: a late repeat gets them too. */
export type Reservation = 'reserved' | 'refused' | 'released';

export interface Inventory {
  /** All lines or none. A repeat gets the first answer. */
  reserve(orderId: number, lines: readonly OrderLine[]): Promise<Reservation>;
  /** Once it has answered, nothing is reserved and nothing can be any more. */
  release(orderId: number): Promise<void>;
}

/** The first entry of an order's ledger decides: money taken, refused, or a charge that must never come. */
export type Charge = 'charged' | 'declined' | 'void';

export interface Payments {
  /** Draws once; every repeat gets the stored outcome. */
  charge(orderId: number, amount: number): Promise<Charge>;
  /** Makes sure that no charge comes any more, and tells what came. */
  close(orderId: number): Promise<Charge>;
  refund(orderId: number, amount: number): Promise<void>;
}

/** What makes two requests the same: the caller's key, hashed with their user id, and the body. */
export interface Idempotency {
  readonly key: string;
  readonly bodyHash: string;
}

export interface KeyRecord {
  readonly orderId: number;
  readonly bodyHash: string;
}

export type Put =
  | { readonly kind: 'placed' }
  | { readonly kind: 'exists'; readonly order: Order; readonly underKey: boolean }
  | { readonly kind: 'key'; readonly record: KeyRecord };

export interface Change {
  readonly from: readonly OrderStatus[];
  readonly status?: OrderStatus;
  readonly outcome?: Outcome;
  readonly paymentStatus?: PaymentStatus;
  readonly compensationDue: boolean;
  readonly stamp?: { readonly step: Step; readonly attempt: string };
}

export interface Updated {
  readonly won: boolean;
  /** As written if won, else as it stands. */
  readonly order: Order;
}

export interface OrderStore {
  /** Consistent. Void orders are told too. */
  get(orderId: number): Promise<Order | undefined>;
  /** Puts order and key, both or none, where neither exists. */
  put(order: Order, idempotency?: Idempotency): Promise<Put>;
  findKey(key: string): Promise<KeyRecord | undefined>;
  /** Leaves a tombstone where there is no order; answers what is there afterwards. */
  putVoid(orderId: number): Promise<Order>;
  /** Conditional on the status. An outcome already stored stays. */
  update(orderId: number, change: Change): Promise<Updated>;
}

export interface OrderLists {
  /** One user's orders, newest first, older than `before`. Eventually consistent. */
  list(userId: number, limit: number, before: number | undefined): Promise<readonly Order[]>;
}

export interface RecoveryMessage {
  readonly orderId: number;
  /** When the first message about this matter was sent, in milliseconds since 1970. */
  readonly sinceMs: number;
  /** The attempt id of an announced cancellation. */
  readonly cancel?: string | undefined;
  /** How long the last wait for a dependency was. */
  readonly delayMs?: number | undefined;
}

export interface RecoveryQueue {
  send(message: RecoveryMessage, delayMs: number): Promise<void>;
}

export interface OrderCache {
  /** Makes every cached copy worthless. Never throws: a Redis that is gone is counted, and bounded by the TTL. */
  bump(orderId: number): Promise<void>;
}

/** What every use case works with. */
export interface OrderDeps {
  readonly orders: OrderStore;
  readonly payments: Payments;
  readonly inventory: Inventory;
  readonly recovery: RecoveryQueue;
  readonly cache: OrderCache;
  /** Milliseconds since 1970. */
  now(): number;
  newOrderId(): number;
  newAttemptId(): string;
}
