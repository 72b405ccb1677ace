import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { billOf, type Order } from '#functions/order/domain/order';
import type { Change } from '#functions/order/domain/ports';
import { type Implementation, inMemory, type OrderPorts, onRealStores } from './order-ports.ts';

const BILL = billOf([{ menuId: 1, quantity: 2, price: 1000, name: '후라이드 치킨' }]);
const ORDER: Order = {
  ...BILL,
  id: 100,
  userId: 7,
  address: 'Seoul',
  phone: '010',
  status: 'pending',
  paymentStatus: 'pending',
  compensationDue: false,
  attempts: { placed: 'a-1' },
  createdAtMs: 1_000,
  updatedAtMs: 1_000,
  deadlineMs: 26_000,
};
const KEY = { key: 'idem#7#k', bodyHash: 'hash' };
const CONFIRM: Change = {
  from: ['pending'],
  status: 'confirmed',
  outcome: 'confirmed',
  paymentStatus: 'completed',
  compensationDue: false,
  stamp: { step: 'decided', attempt: 'a-2' },
};
const CANCEL: Change = {
  from: ['pending', 'confirmed', 'preparing'],
  status: 'cancelled',
  outcome: 'cancelled',
  compensationDue: true,
  stamp: { step: 'cancelled', attempt: 'a-3' },
};

describe.each([
  ['in memory, as the simulation has them', inMemory],
  ['on DynamoDB and PostgreSQL', onRealStores],
])('the ports %s', (_, implement) => {
  let implementation: Implementation;
  let ports: OrderPorts;
  beforeAll(async () => {
    implementation = await implement();
  });
  afterAll(() => implementation[Symbol.asyncDispose]());
  beforeEach(async () => {
    ports = await implementation.newPorts();
  });

  describe('orders', () => {
    test('gives back what was put, and nothing where nothing is', async () => {
      expect(await ports.orders.get(100)).toBeUndefined();
      expect(await ports.orders.put(ORDER)).toEqual({ kind: 'placed' });
      expect(await ports.orders.get(100)).toEqual(expect.objectContaining(ORDER));
    });

    test('puts nothing over what is there, and tells what that is', async () => {
      await ports.orders.put(ORDER);
      const other = { ...ORDER, address: 'Busan', attempts: { placed: 'a-9' } };

      expect(await ports.orders.put(other)).toMatchObject({
        kind: 'exists',
        underKey: false,
        order: { address: 'Seoul', attempts: { placed: 'a-1' } },
      });
      expect(await ports.orders.get(100)).toMatchObject({ address: 'Seoul' });
    });

    test('a tombstone refuses a late put, and never replaces an order', async () => {
      expect(await ports.orders.putVoid(100)).toMatchObject({ status: 'void' });
      expect(await ports.orders.put(ORDER)).toMatchObject({ kind: 'exists', order: { status: 'void' } });
      await ports.orders.put({ ...ORDER, id: 101 });

      expect(await ports.orders.putVoid(101)).toMatchObject({ status: 'pending', address: 'Seoul' });
      expect(await ports.orders.putVoid(100)).toMatchObject({ status: 'void' });
    });

    test('puts order and key, both or none', async () => {
      expect(await ports.orders.put(ORDER, KEY)).toEqual({ kind: 'placed' });
      expect(await ports.orders.findKey(KEY.key)).toEqual({ orderId: 100, bodyHash: 'hash' });

      const second = await ports.orders.put({ ...ORDER, id: 101 }, { ...KEY, bodyHash: 'other' });

      expect(second).toEqual({ kind: 'key', record: { orderId: 100, bodyHash: 'hash' } });
      expect(await ports.orders.get(101)).toBeUndefined();
    });

    test('a repeat of the same put tells the order and that the key is its own', async () => {
      await ports.orders.put(ORDER, KEY);

      expect(await ports.orders.put(ORDER, KEY)).toMatchObject({
        kind: 'exists',
        underKey: true,
        order: { attempts: { placed: 'a-1' } },
      });
    });

    test('an id that is taken leaves the key free', async () => {
      await ports.orders.put(ORDER);

      expect(await ports.orders.put(ORDER, KEY)).toMatchObject({ kind: 'exists', underKey: false });
      expect(await ports.orders.findKey(KEY.key)).toBeUndefined();
    });

    test('an update wins only from the states it names, and tells the order either way', async () => {
      await ports.orders.put(ORDER);

      expect(await ports.orders.update(100, CONFIRM)).toMatchObject({
        won: true,
        order: { status: 'confirmed', paymentStatus: 'completed', outcome: 'confirmed' },
      });
      expect(await ports.orders.update(100, { ...CONFIRM, status: 'failed' })).toMatchObject({
        won: false,
        order: { status: 'confirmed' },
      });
      expect(await ports.orders.get(100)).toMatchObject({ status: 'confirmed' });
    });

    test('the first outcome stands, and each step keeps its attempt', async () => {
      await ports.orders.put(ORDER);
      await ports.orders.update(100, CONFIRM);
      const decidedAtMs = (await ports.orders.get(100))?.decidedAtMs;
      await ports.orders.update(100, CANCEL);

      const cleared = await ports.orders.update(100, {
        from: ['cancelled'],
        paymentStatus: 'refunded',
        compensationDue: false,
      });

      expect(cleared.order).toMatchObject({
        status: 'cancelled',
        outcome: 'confirmed',
        paymentStatus: 'refunded',
        compensationDue: false,
        attempts: { placed: 'a-1', decided: 'a-2', cancelled: 'a-3' },
        decidedAtMs,
      });
    });

    test('an update replaces lines and total where it brings a bill, and leaves them where it does not', async () => {
      await ports.orders.put(ORDER);
      const bill = billOf([{ menuId: 1, quantity: 2, price: 1500, name: '양념 치킨' }]);

      const { order } = await ports.orders.update(100, { ...CONFIRM, bill });
      await ports.orders.update(100, CANCEL);

      expect(order).toMatchObject({ status: 'confirmed', ...bill });
      expect(await ports.orders.get(100)).toMatchObject({ status: 'cancelled', ...bill });
    });

    test('an update that loses leaves lines and total', async () => {
      await ports.orders.put(ORDER);
      await ports.orders.update(100, CONFIRM);

      await ports.orders.update(100, { ...CONFIRM, bill: billOf([]) });

      expect(await ports.orders.get(100)).toMatchObject(BILL);
    });

    test('of two decisions that race one wins', async () => {
      await ports.orders.put(ORDER);
      const fail: Change = {
        ...CONFIRM,
        status: 'failed',
        outcome: 'timed_out',
        stamp: { step: 'decided', attempt: 'a-4' },
      };

      const results = await Promise.all(
        [CONFIRM, fail, CONFIRM, fail].map((change) => ports.orders.update(100, change)),
      );

      expect(results.filter(({ won }) => won)).toHaveLength(1);
      const { status, outcome } = (await ports.orders.get(100)) ?? {};
      expect([status, outcome]).toEqual(
        status === 'confirmed' ? ['confirmed', 'confirmed'] : ['failed', 'timed_out'],
      );
    });

    test('of puts that race under one key one is placed', async () => {
      const puts = await Promise.all(
        [101, 102, 103, 104].map((id) => ports.orders.put({ ...ORDER, id }, KEY)),
      );

      const placed = puts.filter(({ kind }) => kind === 'placed');
      expect(placed).toHaveLength(1);
      const found = await Promise.all([101, 102, 103, 104].map((id) => ports.orders.get(id)));
      expect(found.filter((order) => order !== undefined)).toHaveLength(1);
    });
  });

  describe('payments', () => {
    const charge = (orderId: number) => ports.payments.charge(orderId, BILL);
    const CHARGED = { outcome: 'charged', amount: 2000, lines: BILL.lines };
    const VOID = { outcome: 'void', amount: 0 };

    test('the first entry stands, a decline included', async () => {
      expect(await charge(1)).toMatchObject(CHARGED);
      ports.declines = true;
      expect(await charge(1)).toMatchObject(CHARGED);
      expect(await charge(2)).toMatchObject({ ...CHARGED, outcome: 'declined' });
      ports.declines = false;
      expect(await charge(2)).toMatchObject({ ...CHARGED, outcome: 'declined' });
    });

    test('a repeat gets the amount and the lines that were charged, whatever it asks for', async () => {
      await charge(1);

      expect(await ports.payments.charge(1, { lines: [], totalPrice: 1 })).toMatchObject(CHARGED);
    });

    test('closing refuses a charge that comes late, and returns one that came', async () => {
      expect(await ports.payments.close(1)).toMatchObject(VOID);
      expect(await charge(1)).toMatchObject(VOID);
      await charge(2);
      expect(await ports.payments.close(2)).toMatchObject(CHARGED);
      ports.declines = true;
      await charge(3);
      expect(await ports.payments.close(3)).toMatchObject({ ...CHARGED, outcome: 'declined' });
    });

    test('a refund may be repeated', async () => {
      await charge(1);
      await ports.payments.refund(1, 2000);
      await ports.payments.refund(1, 2000);

      expect(await charge(1)).toMatchObject(CHARGED);
    });
  });

  describe('inventory', () => {
    const lines = [
      { menuId: 1, quantity: 3 },
      { menuId: 2, quantity: 2 },
      { menuId: 1, quantity: 1 },
    ];
    const stock = async () => [await ports.stockOf(1), await ports.stockOf(2)];

    test('reserves once, however often it is asked', async () => {
      expect(await ports.inventory.reserve(1, lines)).toMatchObject({ outcome: 'reserved' });
      expect(await ports.inventory.reserve(1, lines)).toMatchObject({ outcome: 'reserved' });
      expect(await stock()).toEqual([6, 8]);
    });

    test('records the prices of that moment, and repeats them when they have changed', async () => {
      await Promise.all([ports.setPrice(1, 700), ports.setPrice(2, 900)]);
      const reserved = {
        outcome: 'reserved',
        lines: [
          { ...lines[0], price: 700 },
          { ...lines[1], price: 900 },
          { ...lines[2], price: 700 },
        ],
      };

      expect(await ports.inventory.reserve(1, lines)).toMatchObject(reserved);
      await ports.setPrice(1, 1);
      expect(await ports.inventory.reserve(1, lines)).toMatchObject(reserved);
      expect(await ports.inventory.reserve(2, lines.slice(0, 1))).toMatchObject({ lines: [{ price: 1 }] });
    });

    test('reserves all lines or none, and a refusal stands', async () => {
      expect(await ports.inventory.reserve(1, [...lines, { menuId: 2, quantity: 9 }])).toEqual({
        outcome: 'refused',
      });
      expect(await stock()).toEqual([10, 10]);
      expect(await ports.inventory.reserve(1, lines)).toEqual({ outcome: 'refused' });
      await ports.inventory.release(1);
      expect(await ports.inventory.reserve(1, lines)).toEqual({ outcome: 'refused' });
      expect(await stock()).toEqual([10, 10]);
    });

    test('releases once, and refuses a reserve that comes late', async () => {
      await ports.inventory.reserve(1, lines);
      await ports.inventory.release(1);
      await ports.inventory.release(1);
      expect(await ports.inventory.reserve(1, lines)).toEqual({ outcome: 'released' });
      await ports.inventory.release(2);
      expect(await ports.inventory.reserve(2, lines)).toEqual({ outcome: 'released' });
      expect(await stock()).toEqual([10, 10]);
    });
  });
});
