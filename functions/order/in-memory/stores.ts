import type { Bill, Order, OrderLine, PricedLine } from '../domain/order.ts';
import type {
  Change,
  Charge,
  Idempotency,
  KeyRecord,
  Put,
  RecoveryMessage,
  Reservation,
  Updated,
} from '../domain/ports.ts';

export interface LedgerSlot extends Charge {
  charges: number;
  refunds: number;
  /** Amount given back, in won. */
  refunded: number;
}

export interface Operation {
  state: Reservation['outcome'];
  readonly lines: readonly PricedLine[];
}

const FIRST_PRICE = 1_000;

export const STORE_RULES = {
  releaseTombstone: true,
  refundTombstone: true,
  declineStored: true,
  attemptPerStep: true,
  pricesRecorded: true,
};
export type StoreRules = Readonly<Record<keyof typeof STORE_RULES, boolean>>;

/**
 * The stores of the order service and its neighbours in memory. Each method is one atomic effect, as one DynamoDB
 * write or one PostgreSQL transaction is; the caller decides when, whether and how often it happens.
 */
export class MemoryStores {
  readonly orders = new Map<number, Order>();
  readonly keys = new Map<string, KeyRecord>();
  readonly ledger = new Map<number, LedgerSlot>();
  readonly operations = new Map<number, Operation>();
  /** Portions left, by menu id. */
  readonly stock = new Map<number, number>();
  /** Prices that have changed, in won, by menu id. */
  readonly prices = new Map<number, number>();
  readonly sent: { readonly message: RecoveryMessage; readonly delayMs: number }[] = [];
  readonly bumped: number[] = [];
  /** Orders whose charge was ever declined. */
  readonly declined = new Set<number>();
  /** Revision of an order at its decision and at its cancellation; when it was put, and at which total. */
  readonly #marks = new Map<string, number>();
  /** Number of changes of a menu's stock. */
  readonly #menuRevisions = new Map<number, number>();
  /** Number of writes of an order so far, by the item of each write. */
  readonly #orderRevisions = new WeakMap<Order, number>();
  /** Rules of the stores that a mutant may lack. */
  readonly rules: StoreRules;
  /** Returns whether the next new charge is declined. */
  declines: () => boolean = () => false;
  now: () => number = () => 0;
  /** Called at each new reservation. */
  onReserved: () => void = () => {};
  /** Receives each message that is sent. */
  send: (message: RecoveryMessage, delayMs: number) => void = (message, delayMs) => {
    this.sent.push({ message, delayMs });
  };

  constructor(rules: StoreRules = STORE_RULES) {
    this.rules = rules;
  }

  menuRevision(menuId: number): number {
    return this.#menuRevisions.get(menuId) ?? 0;
  }

  /** The revision of the write that decided or cancelled the order; 0 before. */
  revisionWhen(orderId: number, what: 'decided' | 'cancelled'): number {
    return this.#marks.get(`${what} ${orderId}`) ?? 0;
  }

  placedAtMs(orderId: number): number {
    return this.#marks.get(`placed ${orderId}`) ?? 0;
  }

  quotedTotal(orderId: number): number {
    return this.#marks.get(`quoted ${orderId}`) ?? 0;
  }

  priceOf(menuId: number): number {
    return this.prices.get(menuId) ?? FIRST_PRICE;
  }

  revisionOf(order: Order): number {
    return this.#orderRevisions.get(order) ?? 0;
  }

  putOrder(order: Order, idempotency: Idempotency | undefined): Put {
    const old = this.orders.get(order.id);
    const record = idempotency && this.keys.get(idempotency.key);
    if (record && record.orderId !== order.id) return { kind: 'key', record };
    if (old) return { kind: 'exists', order: old, underKey: record !== undefined };
    this.#keep(order, 1);
    this.#marks.set(`placed ${order.id}`, this.now());
    this.#marks.set(`quoted ${order.id}`, order.totalPrice);
    if (idempotency) this.keys.set(idempotency.key, { orderId: order.id, bodyHash: idempotency.bodyHash });
    return { kind: 'placed' };
  }

  putVoid(id: number): Order {
    const old = this.orders.get(id);
    if (old) return old;
    const tombstone: Order = {
      id,
      userId: 0,
      lines: [],
      totalPrice: 0,
      address: '',
      phone: '',
      status: 'void',
      paymentStatus: 'pending',
      compensationDue: false,
      attempts: {},
      createdAtMs: 0,
      updatedAtMs: 0,
      deadlineMs: 0,
    };
    this.#keep(tombstone, 1);
    return tombstone;
  }

  updateOrder(id: number, change: Change): Updated {
    const { from, status, outcome, paymentStatus, compensationDue, bill, stamp } = change;
    const old = this.orders.get(id);
    if (!old) throw new Error(`update of ${id}, which does not exist`);
    if (!from.includes(old.status)) return { won: false, order: old };
    const order: Order = {
      ...old,
      ...(bill && { lines: bill.lines, totalPrice: bill.totalPrice }),
      status: status ?? old.status,
      outcome: old.outcome ?? outcome,
      paymentStatus: paymentStatus ?? old.paymentStatus,
      compensationDue,
      updatedAtMs: this.now(),
      decidedAtMs: old.decidedAtMs ?? (outcome && this.now()),
      attempts: this.#stamped(old, stamp),
    };
    this.#keep(order, this.revisionOf(old) + 1);
    if (!old.outcome && outcome) this.#marks.set(`decided ${id}`, this.revisionOf(order));
    if (status === 'cancelled') this.#marks.set(`cancelled ${id}`, this.revisionOf(order));
    return { won: true, order };
  }

  charge(id: number, { lines, totalPrice }: Bill): Charge {
    const slot = this.ledger.get(id);
    if (slot) return slot;
    const outcome = this.declines() ? 'declined' : 'charged';
    if (outcome === 'declined') this.declined.add(id);
    const charge: Charge = { outcome, amount: totalPrice, lines };
    const kept = outcome === 'charged' || this.rules.declineStored;
    if (kept) this.#append(id, charge);
    return charge;
  }

  closeCharge(id: number): Charge {
    const slot = this.ledger.get(id);
    if (slot) return slot;
    const closed: Charge = { outcome: 'void', amount: 0 };
    if (this.rules.refundTombstone) this.#append(id, closed);
    return closed;
  }

  refund(id: number, amount: number): void {
    const slot = this.ledger.get(id);
    if (!slot || slot.refunds > 0) return;
    slot.refunds = 1;
    slot.refunded = amount;
  }

  reserve(id: number, asked: readonly OrderLine[]): Reservation {
    const known = this.operations.get(id);
    if (known) return this.#recorded(known);
    const lines = asked.map((line) => this.#priced(line));
    const wanted = new Map<number, number>();
    for (const { menuId, quantity } of lines) wanted.set(menuId, (wanted.get(menuId) ?? 0) + quantity);
    const enough = [...wanted].every(([menuId, quantity]) => (this.stock.get(menuId) ?? 0) >= quantity);
    if (enough) for (const [menuId, quantity] of wanted) this.#addStock(menuId, -quantity);
    const operation: Operation = { state: enough ? 'reserved' : 'refused', lines };
    this.operations.set(id, operation);
    this.onReserved();
    return this.#recorded(operation);
  }

  release(id: number): void {
    const known = this.operations.get(id);
    if (!known && this.rules.releaseTombstone) this.operations.set(id, { state: 'released', lines: [] });
    if (known?.state !== 'reserved') return;
    for (const { menuId, quantity } of known.lines) this.#addStock(menuId, quantity);
    known.state = 'released';
  }

  #priced({ menuId, quantity }: OrderLine): PricedLine {
    return { menuId, quantity, price: this.priceOf(menuId), name: `menu ${menuId}` };
  }

  #recorded({ state, lines }: Operation): Reservation {
    if (state !== 'reserved') return { outcome: state };
    const recorded = this.rules.pricesRecorded ? lines : lines.map((line) => this.#priced(line));
    return { outcome: state, lines: recorded };
  }

  #append(id: number, charge: Charge): void {
    const charges = charge.outcome === 'charged' ? 1 : 0;
    this.ledger.set(id, { ...charge, charges, refunds: 0, refunded: 0 });
  }

  #addStock(menuId: number, quantity: number): void {
    this.stock.set(menuId, (this.stock.get(menuId) ?? 0) + quantity);
    this.#menuRevisions.set(menuId, this.menuRevision(menuId) + 1);
  }

  #keep(order: Order, revision: number): void {
    this.orders.set(order.id, order);
    this.#orderRevisions.set(order, revision);
  }

  #stamped(order: Order, stamp: Change['stamp']): Order['attempts'] {
    if (this.rules.attemptPerStep)
      return stamp ? { ...order.attempts, [stamp.step]: stamp.attempt } : order.attempts;
    const attempt = stamp?.attempt ?? `write ${this.revisionOf(order)}`;
    return { placed: attempt, decided: attempt, cancelled: attempt };
  }
}
