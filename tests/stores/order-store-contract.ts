import { expect, test } from 'vitest';
import { billOf } from '#functions/order/domain/order';
import type { Change } from '#functions/order/domain/ports';
import type { OrderPorts } from './order-ports.ts';
import { pendingOrder } from './pending-order.ts';

const BILL = billOf([{ menuId: 1, quantity: 2, price: 1000, name: '후라이드 치킨' }]);
const ORDER = pendingOrder(100, BILL.lines);
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

/** Tests that every order store must pass. */
export function testOrderStore(ports: () => OrderPorts): void {
  test('gives back what was put, and nothing where nothing is', async () => {
    expect(await ports().orders.get(100)).toBeUndefined();
    expect(await ports().orders.put(ORDER)).toEqual({ kind: 'placed' });
    expect(await ports().orders.get(100)).toEqual(expect.objectContaining(ORDER));
  });

  test('puts nothing over what is there, and returns what that is', async () => {
    await ports().orders.put(ORDER);
    const other = { ...ORDER, address: 'Busan', attempts: { placed: 'a-9' } };

    expect(await ports().orders.put(other)).toMatchObject({
      kind: 'exists',
      underKey: false,
      order: { address: 'Seoul', attempts: { placed: 'a-1' } },
    });
    expect(await ports().orders.get(100)).toMatchObject({ address: 'Seoul' });
  });

  test('a tombstone refuses a late put, and never replaces an order', async () => {
    expect(await ports().orders.putVoid(100)).toMatchObject({ status: 'void' });
    expect(await ports().orders.put(ORDER)).toMatchObject({ kind: 'exists', order: { status: 'void' } });
    await ports().orders.put({ ...ORDER, id: 101 });

    expect(await ports().orders.putVoid(101)).toMatchObject({ status: 'pending', address: 'Seoul' });
    expect(await ports().orders.putVoid(100)).toMatchObject({ status: 'void' });
  });

  test('puts order and key, both or none', async () => {
    expect(await ports().orders.put(ORDER, KEY)).toEqual({ kind: 'placed' });
    expect(await ports().orders.findKey(KEY.key)).toEqual({ orderId: 100, bodyHash: 'hash' });

    const second = await ports().orders.put({ ...ORDER, id: 101 }, { ...KEY, bodyHash: 'other' });

    expect(second).toEqual({ kind: 'key', record: { orderId: 100, bodyHash: 'hash' } });
    expect(await ports().orders.get(101)).toBeUndefined();
  });

  test('a repeat of the same put returns the order and that the key is its own', async () => {
    await ports().orders.put(ORDER, KEY);

    expect(await ports().orders.put(ORDER, KEY)).toMatchObject({
      kind: 'exists',
      underKey: true,
      order: { attempts: { placed: 'a-1' } },
    });
  });

  test('an id that is taken leaves the key free', async () => {
    await ports().orders.put(ORDER);

    expect(await ports().orders.put(ORDER, KEY)).toMatchObject({ kind: 'exists', underKey: false });
    expect(await ports().orders.findKey(KEY.key)).toBeUndefined();
  });

  test('an update wins only from the states it names, and returns the order either way', async () => {
    await ports().orders.put(ORDER);

    expect(await ports().orders.update(100, CONFIRM)).toMatchObject({
      won: true,
      order: { status: 'confirmed', paymentStatus: 'completed', outcome: 'confirmed' },
    });
    expect(await ports().orders.update(100, { ...CONFIRM, status: 'failed' })).toMatchObject({
      won: false,
      order: { status: 'confirmed' },
    });
    expect(await ports().orders.get(100)).toMatchObject({ status: 'confirmed' });
  });

  test('the first outcome stands, and each step keeps its attempt', async () => {
    await ports().orders.put(ORDER);
    await ports().orders.update(100, CONFIRM);
    const decidedAtMs = (await ports().orders.get(100))?.decidedAtMs;
    await ports().orders.update(100, CANCEL);

    const cleared = await ports().orders.update(100, {
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
    await ports().orders.put(ORDER);
    const bill = billOf([{ menuId: 1, quantity: 2, price: 1500, name: '양념 치킨' }]);

    const { order } = await ports().orders.update(100, { ...CONFIRM, bill });
    await ports().orders.update(100, CANCEL);

    expect(order).toMatchObject({ status: 'confirmed', ...bill });
    expect(await ports().orders.get(100)).toMatchObject({ status: 'cancelled', ...bill });
  });

  test('an update that loses leaves lines and total', async () => {
    await ports().orders.put(ORDER);
    await ports().orders.update(100, CONFIRM);

    await ports().orders.update(100, { ...CONFIRM, bill: billOf([]) });

    expect(await ports().orders.get(100)).toMatchObject(BILL);
  });

  test('of two decisions that race one wins', async () => {
    await ports().orders.put(ORDER);
    const fail: Change = {
      ...CONFIRM,
      status: 'failed',
      outcome: 'timed_out',
      stamp: { step: 'decided', attempt: 'a-4' },
    };

    const results = await Promise.all(
      [CONFIRM, fail, CONFIRM, fail].map((change) => ports().orders.update(100, change)),
    );

    expect(results.filter(({ won }) => won)).toHaveLength(1);
    const { status, outcome } = (await ports().orders.get(100)) ?? {};
    expect([status, outcome]).toEqual(
      status === 'confirmed' ? ['confirmed', 'confirmed'] : ['failed', 'timed_out'],
    );
  });

  test('of puts that race under one key one is placed', async () => {
    const puts = await Promise.all(
      [101, 102, 103, 104].map((id) => ports().orders.put({ ...ORDER, id }, KEY)),
    );

    const placed = puts.filter(({ kind }) => kind === 'placed');
    expect(placed).toHaveLength(1);
    const found = await Promise.all([101, 102, 103, 104].map((id) => ports().orders.get(id)));
    expect(found.filter((order) => order !== undefined)).toHaveLength(1);
  });
}
