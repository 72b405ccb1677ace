import { signal } from '@preact/signals';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Menu } from '../api/wire.ts';
import { createCheckout } from './checkout.ts';
import type { Orders } from './orders.ts';
import type { Session } from './session.ts';
import type { Stock } from './stock.ts';

const MENU: Menu = { id: 1, restaurant_id: 1, name: 'chicken', description: null, price: 1, inventory: 9 };
const CONFIRMED = { id: 42, status: 'confirmed', items: [] };

interface Sent {
  readonly key: string;
  answer(status: number, body: object): void;
  lose(): void;
}
let sent: Sent[];

beforeEach(() => {
  sent = [];
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
  vi.stubGlobal('fetch', (_: string, { headers }: { headers: Record<string, string> }) => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    sent.push({
      key: headers['idempotency-key'] ?? '',
      answer: (status, body) => resolve(Response.json(body, { status })),
      lose: () => reject(new Error('lost')),
    });
    return promise;
  });
  onTestFinished(() => void vi.unstubAllGlobals());
});

/** A load of the page. */
function load(username = 'hong') {
  const refresh = () => Promise.resolve();
  const user = signal({ username, token: 't' });
  return createCheckout({
    session: { user, endIfRefused: () => undefined } as unknown as Session,
    stock: { menus: signal([MENU]), refresh } as unknown as Stock,
    orders: { add: () => undefined, refresh } as unknown as Orders,
  });
}
const endOf = (checkout: ReturnType<typeof load>) => () => checkout.attempt.value?.end?.outcome.name;
const keys = () => sent.map(({ key }) => key);

test('after a lost answer the same basket is ordered under the same key, also once the outcome was closed', async () => {
  const checkout = load();
  checkout.put(MENU.id, 1);
  checkout.order();
  sent[0]?.lose();
  await expect.poll(endOf(checkout)).toBe('noAnswer');

  expect(checkout.repeats.value).toBe('same');
  checkout.order();
  sent[1]?.lose();
  await expect.poll(endOf(checkout)).toBe('noAnswer');
  checkout.dismiss();
  checkout.order();
  sent[2]?.answer(201, CONFIRMED);
  await expect.poll(endOf(checkout)).toBe('confirmed');
  checkout.put(MENU.id, 1);
  checkout.order();

  const [first = '', ...others] = keys();
  expect(first).toMatch(/^[\da-f]{32}$/);
  expect(others.slice(0, 2)).toEqual([first, first]);
  expect(others[2]).not.toBe(first);
});

test('another basket waits until the undecided order is closed', async () => {
  const checkout = load();
  checkout.put(MENU.id, 1);
  checkout.order();
  sent[0]?.answer(504, { code: 'order_undecided' });
  await expect.poll(endOf(checkout)).toBe('undecided');
  checkout.put(MENU.id, 2);

  expect(checkout.repeats.value).toBe('other');
  checkout.order();
  expect(sent).toHaveLength(1);
  checkout.dismiss();
  expect(checkout.repeats.value).toBeUndefined();
  checkout.order();
  expect(new Set(keys()).size).toBe(2);
});

test('an order that was never made or is decided holds nothing up', async () => {
  const checkout = load();
  checkout.put(MENU.id, 1);
  checkout.order();
  sent[0]?.answer(429, { code: 'throttled' });
  await expect.poll(endOf(checkout)).toBe('busy');

  expect(checkout.repeats.value).toBeUndefined();
});

test('while an order is on its way, another submit sends nothing', () => {
  const checkout = load();
  checkout.put(MENU.id, 1);
  checkout.order();
  checkout.order();

  expect(sent).toHaveLength(1);
});

test('a reload keeps basket, key and that the order is under way; a decided one is left behind', async () => {
  const before = load();
  before.put(MENU.id, 3);
  before.order();

  const after = load();
  expect(after.basket.value).toEqual({ [MENU.id]: 3 });
  expect(endOf(after)()).toBe('cutOff');
  after.again();
  sent[1]?.answer(409, { code: 'order_in_progress' });
  await expect.poll(endOf(after)).toBe('inProgress');

  const later = load();
  expect(endOf(later)()).toBe('inProgress');
  later.order();
  sent[2]?.answer(201, CONFIRMED);
  await expect.poll(endOf(later)).toBe('confirmed');

  expect(new Set(keys()).size).toBe(1);
  const last = load();
  expect([last.attempt.value, last.basket.value]).toEqual([undefined, {}]);
});

test('an undecided order holds up no other customer', () => {
  const before = load();
  before.put(MENU.id, 1);
  before.order();
  const other = load('kim');

  expect([other.attempt.value, other.repeats.value]).toEqual([undefined, undefined]);
  other.order();
  expect(new Set(keys()).size).toBe(2);
});

test('a key is not used again once the order service has forgotten it', () => {
  const before = load();
  before.put(MENU.id, 1);
  before.order();
  vi.useFakeTimers({ now: Date.now() + 24 * 3_600_000 });
  onTestFinished(() => void vi.useRealTimers());

  expect(load().attempt.value).toBeUndefined();
});
