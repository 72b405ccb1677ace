import { expect, test } from 'vitest';
import { billOf, type Order } from '#functions/order/domain/order';
import type { LedgerEntry } from '#oracle/stores/read-ledger';
import type { Reservation } from '#oracle/stores/read-stock';
import { DEFAULT_BOUNDS } from './rule.ts';
import type { Snapshot } from './snapshot.ts';
import { textReport } from './text-report.ts';
import { evaluate } from './verdict.ts';

const NOW_MS = Date.UTC(2026, 10, 24);

const CONFIRMED: Order = {
  id: 5,
  userId: 1,
  lines: [
    { menuId: 1, quantity: 2, price: 18_000, name: '후라이드 치킨' },
    { menuId: 1, quantity: 1, price: 18_000, name: '후라이드 치킨' },
  ],
  totalPrice: 54_000,
  address: 'Seoul',
  phone: '010',
  status: 'confirmed',
  paymentStatus: 'completed',
  outcome: 'confirmed',
  compensationDue: false,
  attempts: { placed: 'a', decided: 'b' },
  createdAtMs: NOW_MS - 1_000,
  updatedAtMs: NOW_MS - 500,
  decidedAtMs: NOW_MS - 500,
  deadlineMs: NOW_MS + 24_000,
};
const PENDING: Order = {
  ...CONFIRMED,
  status: 'pending',
  paymentStatus: 'pending',
  outcome: undefined,
  decidedAtMs: undefined,
  attempts: { placed: 'a' },
};
/** Bill at the prices of a cached menu. */
const QUOTE = billOf(CONFIRMED.lines.map((line) => ({ ...line, price: 1 })));
const OWING: Order = {
  ...CONFIRMED,
  status: 'cancelled',
  compensationDue: true,
  attempts: { placed: 'a', decided: 'b', cancelled: 'c' },
};
const RESERVED: Reservation = {
  orderId: 5,
  outcome: 'reserved',
  lines: [
    { menuId: 1, quantity: 2, price: 18_000 },
    { menuId: 1, quantity: 1, price: 18_000 },
  ],
  createdAtMs: NOW_MS - 900,
  updatedAtMs: NOW_MS - 900,
};
const CHARGED: LedgerEntry = {
  orderId: 5,
  entryId: 'charge',
  outcome: 'charged',
  amount: 54_000,
  atMs: NOW_MS - 700,
};
const REFUNDED: LedgerEntry = { ...CHARGED, entryId: 'refund', outcome: 'refunded', atMs: NOW_MS - 100 };
const DECLINED: LedgerEntry = { ...CHARGED, outcome: 'declined' };

function snapshotOf(
  order: Order,
  entries: readonly LedgerEntry[],
  reservation: Reservation = RESERVED,
): Snapshot {
  const left = 100 - (reservation.outcome === 'reserved' ? 3 : 0);
  const menu = {
    id: 1,
    restaurantId: 1,
    name: '후라이드 치킨',
    description: null,
    price: 18_000,
    imageUrl: null,
    inventory: left,
    isAvailable: true,
    createdAt: new Date(0),
  };
  return {
    takenAtMs: NOW_MS,
    orders: new Map([[5, order]]),
    keys: [],
    strangers: [],
    ledger: new Map([[5, entries]]),
    stock: {
      menus: new Map([[1, menu]]),
      changes: new Map([[1, { opening: 100, restored: 0, deducted: 0 }]]),
      reservations: new Map([[5, reservation]]),
      audited: new Map([[1, left]]),
    },
    queue: { visible: 0, inFlight: 0, delayed: 1 },
    deadLetters: [],
    copies: [],
  };
}

function broken(snapshot: Snapshot): string[] {
  return evaluate(snapshot, DEFAULT_BOUNDS)
    .results.filter(({ violations }) => violations.length > 0)
    .map(({ rule }) => rule.name);
}

test.each<[string, Order, LedgerEntry[], Reservation?]>([
  ['a confirmed order whose lines name a menu twice', CONFIRMED, [CHARGED]],
  ['an order that is delivered', { ...CONFIRMED, status: 'delivered' }, [CHARGED]],
  ['a pending order before its charge', PENDING, []],
  ['a pending order after its charge', PENDING, [CHARGED]],
  ['a pending order just past its deadline', { ...PENDING, deadlineMs: NOW_MS - 59_000 }, [CHARGED]],
  ['a cancelled order that still owes everything', OWING, [CHARGED]],
  ['a cancelled order halfway given back', OWING, [CHARGED, REFUNDED], { ...RESERVED, outcome: 'released' }],
  [
    'a cancelled order that owes for as long as recovery may wait',
    { ...OWING, updatedAtMs: NOW_MS - 15 * 60_000 },
    [CHARGED],
  ],
  [
    'an order cancelled before it was decided',
    {
      ...OWING,
      outcome: 'cancelled',
      paymentStatus: 'failed',
      compensationDue: false,
      attempts: { placed: 'a', cancelled: 'c' },
    },
    [{ ...CHARGED, outcome: 'void', amount: 0 }],
    { ...RESERVED, outcome: 'released', lines: [] },
  ],
  [
    'an order refused for want of stock, which was never charged',
    { ...CONFIRMED, status: 'failed', outcome: 'out_of_stock', paymentStatus: 'failed' },
    [],
    { ...RESERVED, outcome: 'out_of_stock' },
  ],
  [
    'an order whose payment was declined',
    { ...CONFIRMED, status: 'failed', outcome: 'payment_failed', paymentStatus: 'failed' },
    [DECLINED],
    { ...RESERVED, outcome: 'released' },
  ],
  ['a pending order that shows its quote after the charge', { ...PENDING, ...QUOTE }, [CHARGED]],
  [
    'an order cancelled while it was pending that shows its quote until it is at rest',
    { ...OWING, ...QUOTE, outcome: 'cancelled', attempts: { placed: 'a', cancelled: 'c' } },
    [CHARGED],
  ],
])('%s holds', (_, order, entries, reservation) => {
  expect(broken(snapshotOf(order, entries, reservation))).toEqual([]);
});

test.each<[string, Order, LedgerEntry[], string[]]>([
  ['refunded while it is pending', PENDING, [CHARGED, REFUNDED], ['ledger']],
  ['decided, though no payment was taken', CONFIRMED, [DECLINED], ['ledger']],
  [
    'owing for longer than recovery waits',
    { ...OWING, updatedAtMs: NOW_MS - 17 * 60_000 },
    [CHARGED],
    ['reservations', 'compensation'],
  ],
  ['pending for too long', { ...PENDING, deadlineMs: NOW_MS - 61_000 }, [], ['reservations', 'pending']],
  [
    'confirmed and charged at its quote',
    { ...CONFIRMED, ...QUOTE },
    [{ ...CHARGED, amount: QUOTE.totalPrice }],
    ['prices'],
  ],
  [
    'confirmed at its quote, and charged what was recorded',
    { ...CONFIRMED, ...QUOTE },
    [CHARGED],
    ['ledger', 'prices'],
  ],
  [
    'pending and charged at its quote',
    { ...PENDING, ...QUOTE },
    [{ ...CHARGED, amount: QUOTE.totalPrice }],
    ['prices'],
  ],
  [
    'declined at its quote',
    {
      ...CONFIRMED,
      ...QUOTE,
      status: 'failed',
      outcome: 'payment_failed',
      paymentStatus: 'failed',
      compensationDue: true,
    },
    [{ ...DECLINED, amount: QUOTE.totalPrice }],
    ['prices'],
  ],
  [
    'owing, and got back another amount than was charged',
    OWING,
    [CHARGED, { ...REFUNDED, amount: QUOTE.totalPrice }],
    ['ledger'],
  ],
  ['pending with an outcome', { ...PENDING, outcome: 'timed_out' }, [], ['outcome']],
  [
    'failed for want of payment that was never asked for',
    {
      ...CONFIRMED,
      status: 'failed',
      outcome: 'payment_failed',
      paymentStatus: 'failed',
      compensationDue: true,
    },
    [],
    ['ledger'],
  ],
])('an order that is %s does not', (_, order, entries, rules) => {
  expect(broken(snapshotOf(order, entries))).toEqual(rules);
});

test('the report names ten examples and counts the rest', () => {
  const orders = new Map(Array.from({ length: 14 }, (_, i) => [i, { ...CONFIRMED, id: i }]));
  const verdict = evaluate({ ...snapshotOf(CONFIRMED, []), orders, ledger: new Map() }, DEFAULT_BOUNDS);

  const report = textReport('local', verdict);

  expect(report).toContain(
    'order 9: expected one charge of 54000 kept; found no entry for confirmed (confirmed, payment completed)',
  );
  expect(report).not.toContain('order 10: expected one charge');
  expect(report).toContain('… and 4 more');
  expect(report).toMatch(/^VIOLATED {2}ledger .*\(14 of 14\)$/m);
  expect(report.trimEnd().split('\n').at(-1)).toBe('VIOLATED: fulfilment, ledger');
});
