import type {
  Bill,
  Order,
  OrderLine,
  OrderStatus,
  Outcome,
  PaymentStatus,
  PricedLine,
  Step,
} from './order.ts';

// Every port either answers or throws an AppError of kind dependency_*, which says nothing about whether the call had
// its effect. A permanent refusal is a return value, not an error.

export interface Users {
  /** @throws AppError `unauthenticated` for a token that the user service refuses */
  validate(token: string): Promise<{ readonly userId: number }>;
}

export interface MenuQuote {
  readonly price: number;
  readonly name: string;
}

export interface Menus {
  /**
   * @returns the quotes of all menus asked for
   * @throws AppError `not_found` for an unknown menu
   */
  quote(menuIds: readonly number[]): Promise<ReadonlyMap<number, MenuQuote>>;
}

/** A result that the restaurant has recorded, prices and refusals too: a late repeat gets it again. */
export type Reservation =
  | { readonly outcome: 'reserved'; readonly lines: readonly PricedLine[] }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'released' };

export interface Inventory {
  /** Reserves all lines or none. A repeat returns the first result, with its prices. */
  reserve(orderId: number, lines: readonly OrderLine[]): Promise<Reservation>;
  /** Gives the reservation back. Once it has answered, nothing is reserved and nothing can be any more. */
  release(orderId: number): Promise<void>;
}

/** The first entry of an order's ledger decides: money taken, refused, or a charge that must never come. */
export interface Charge {
  readonly outcome: 'charged' | 'declined' | 'void';
  /** Won. */
  readonly amount: number;
  /** The lines that were charged. Absent in an entry that is void, or of an earlier version. */
  readonly lines?: readonly PricedLine[] | undefined;
}

export interface Payments {
  /** Charges once; every repeat returns the stored entry. */
  charge(orderId: number, bill: Bill): Promise<Charge>;
  /** Prevents any later charge, and returns the entry that stands. */
  close(orderId: number): Promise<Charge>;
  /** @param amount of the charge, as the ledger has it */
  refund(orderId: number, amount: number): Promise<void>;
}

/** Identity of a request: the caller's key, hashed with their user id, and the body. Equal ones are one request. */
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
  /** Replaces lines and total. */
  readonly bill?: Bill | undefined;
  readonly stamp?: { readonly step: Step; readonly attempt: string };
}

export interface Updated {
  readonly won: boolean;
  /** The order as written if this write won, else as stored. */
  readonly order: Order;
}

export interface OrderStore {
  /** Reads consistently. Returns void orders too. */
  get(orderId: number): Promise<Order | undefined>;
  /** Puts order and key, both or none, where neither exists. */
  put(order: Order, idempotency?: Idempotency): Promise<Put>;
  findKey(key: string): Promise<KeyRecord | undefined>;
  /** Puts a tombstone where there is no order; returns the item that is there afterwards. */
  putVoid(orderId: number): Promise<Order>;
  /** Updates where the status is the expected one. An outcome already stored stays. */
  update(orderId: number, change: Change): Promise<Updated>;
}

/** What a list shows of an order. */
export type ListedOrder = Omit<
  Order,
  'outcome' | 'compensationDue' | 'attempts' | 'decidedAtMs' | 'cancelledAtMs' | 'deadlineMs'
>;

export interface OrderLists {
  /** One user's orders, newest first, older than `before`. Eventually consistent. */
  list(userId: number, limit: number, before: number | undefined): Promise<readonly ListedOrder[]>;
}

export interface RecoveryMessage {
  readonly orderId: number;
  /** Time of the first message about the same order and cause, in milliseconds since 1970. */
  readonly sinceMs: number;
  /** The attempt id of an announced cancellation. */
  readonly cancel?: string | undefined;
  /** Length of the last wait for a dependency. */
  readonly delayMs?: number | undefined;
}

export interface RecoveryQueue {
  send(message: RecoveryMessage, delayMs: number): Promise<void>;
}

export interface OrderCache {
  /** Invalidates every cached copy. Never throws: a failed bump is counted, and the TTL bounds its effect. */
  bump(orderId: number): Promise<void>;
}

/** Dependencies of every use case. */
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
