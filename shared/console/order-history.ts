/** What can happen to an order, as its stores and its traces record it. */
export const ORDER_EVENTS = [
  'placed',
  /** From here on recovery may decide it. */
  'deadline',
  'decided',
  'cancelled',
  /** Nothing is owed any more. */
  'at_rest',
  'reserved',
  /** The stock was refused. */
  'refused',
  'released',
  /** Released before anything was reserved; it is refused from then on. */
  'reservation_closed',
  'charge',
  'refund',
  /** No charge may come any more. */
  'charge_closed',
  'dead_letter',
  /** A fault acted. */
  'hit',
] as const;
export type OrderEventKind = (typeof ORDER_EVENTS)[number];

export const ORDER_STORES = ['orders', 'stock', 'payments', 'dead letters', 'faults'] as const;
export type OrderStore = (typeof ORDER_STORES)[number];

/** The history of one order, the body of `GET /console/orders/<id>` and of `npm run trace-order -- --json`. */
export interface OrderHistoryBody {
  readonly order_id: number;
  /** Absent where the stores hold traces of an order only. */
  readonly user_id?: number;
  readonly status?: string;
  readonly outcome?: string | null;
  readonly payment_status?: string;
  readonly compensation_due?: boolean;
  /** Won. */
  readonly total_price?: number;
  /** In order. */
  readonly events: readonly {
    /** ISO 8601, UTC. */
    readonly at: string;
    readonly after_ms: number;
    readonly store: OrderStore;
    readonly kind: OrderEventKind;
    /** Its particulars, such as `2 x menu 1 at 18000 won`; empty where there are none. */
    readonly about: string;
    /** The same in one English sentence. */
    readonly what: string;
  }[];
  /** The copy that readers get; null: none. */
  readonly cache: { readonly agrees: boolean; readonly ttl_seconds: number } | null;
}
