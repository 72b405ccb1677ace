import { expect, test } from 'vitest';
import { billOf } from '#functions/order/domain/order';
import type { OrderPorts } from './order-ports.ts';

const BILL = billOf([{ menuId: 1, quantity: 2, price: 1000, name: '후라이드 치킨' }]);

/** Tests that every ledger of payments must pass. */
export function testPayments(ports: () => OrderPorts): void {
  const charge = (orderId: number) => ports().payments.charge(orderId, BILL);
  const CHARGED = { outcome: 'charged', amount: 2000, lines: BILL.lines };
  const VOID = { outcome: 'void', amount: 0 };

  test('the first entry stands, a decline included', async () => {
    expect(await charge(1)).toMatchObject(CHARGED);
    ports().declines = true;
    expect(await charge(1)).toMatchObject(CHARGED);
    expect(await charge(2)).toMatchObject({ ...CHARGED, outcome: 'declined' });
    ports().declines = false;
    expect(await charge(2)).toMatchObject({ ...CHARGED, outcome: 'declined' });
  });

  test('a repeat gets the amount and the lines that were charged, whatever it asks for', async () => {
    await charge(1);

    expect(await ports().payments.charge(1, { lines: [], totalPrice: 1 })).toMatchObject(CHARGED);
  });

  test('closing refuses a charge that comes late, and returns one that came', async () => {
    expect(await ports().payments.close(1)).toMatchObject(VOID);
    expect(await charge(1)).toMatchObject(VOID);
    await charge(2);
    expect(await ports().payments.close(2)).toMatchObject(CHARGED);
    ports().declines = true;
    await charge(3);
    expect(await ports().payments.close(3)).toMatchObject({ ...CHARGED, outcome: 'declined' });
  });

  test('a refund may be repeated', async () => {
    await charge(1);
    await ports().payments.refund(1, 2000);
    await ports().payments.refund(1, 2000);

    expect(await charge(1)).toMatchObject(CHARGED);
  });
}
