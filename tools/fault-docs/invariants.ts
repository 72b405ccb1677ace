import type { ProtectionName } from '#shared/faults/protections/protection';

interface Invariant {
  /** A rule of the oracle; none where no store shows it. */
  readonly rule?: string;
  /** What the callers of the system would see. */
  readonly seen: string;
}

/** What holds with each protection and fails without it. `tests/faults` plays a scene for each, with and without. */
export const INVARIANTS: Readonly<Record<ProtectionName, Invariant>> = {
  row_lock: { rule: 'stock', seen: 'more portions are sold than there are' },
  idempotency_key: { seen: 'a repeat under the same key is another order, and paid again' },
  recovery_message: { rule: 'messages', seen: 'an order whose function was killed stays pending' },
  compensation: { rule: 'reservations', seen: 'portions of failed orders are never sold again' },
  cache_generation: { rule: 'caches', seen: 'a cancelled order is shown as confirmed' },
  breaker: { seen: 'each order asks a service again that has failed ten times in a row' },
  decide_first: { rule: 'fulfilment', seen: 'a confirmed order has no portions, and its money went back' },
  recorded_price: { rule: 'prices', seen: 'a buyer pays a price that the restaurant did not record' },
};
