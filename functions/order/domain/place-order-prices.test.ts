import { describe, expect, test } from 'vitest';
import { createRig } from '../in-memory/rig.ts';
import { cancelOrder } from './cancel-order.ts';
import { placeOrder } from './place-order.ts';
import { recoverOrder } from './recover-order.ts';
import { TIMING } from './timing.ts';

describe('where the price differs from the quote', () => {
  /** A menu that a cached copy sells for 1 won, and the restaurant for 1,000. */
  function rigWithStaleQuote() {
    const rig = createRig();
    const menus = { quote: async () => new Map([[1, { price: 1, name: 'old name' }]]) };
    const deps = { ...rig.deps, menus };
    return { ...rig, deps };
  }
  const RECORDED = {
    totalPrice: 2000,
    lines: [{ menuId: 1, quantity: 2, price: 1000, name: 'menu 1' }],
  };

  test('the order is charged and answered at the price that the restaurant recorded', async () => {
    const rig = rigWithStaleQuote();

    const order = await placeOrder(rig.deps, rig.command());

    expect(order).toMatchObject({ status: 'confirmed', ...RECORDED });
    expect(rig.stores.ledger.get(100)).toMatchObject({ outcome: 'charged', amount: 2000 });
    expect(rig.order()).toMatchObject(RECORDED);
  });

  test('a replay answers what was charged, also when the price has changed again', async () => {
    const rig = rigWithStaleQuote();
    const command = rig.command(rig.withKey('k'));
    const first = await placeOrder(rig.deps, command);
    rig.stores.prices.set(1, 5000);

    expect(await placeOrder(rig.deps, command)).toEqual(first);
  });

  test('a declined order shows what was asked for', async () => {
    const rig = rigWithStaleQuote();
    rig.stores.declines = () => true;
    const command = rig.command(rig.withKey('k'));

    const order = await placeOrder(rig.deps, command);

    expect(order).toMatchObject({ status: 'failed', ...RECORDED });
    expect(await placeOrder(rig.deps, command)).toEqual(order);
  });

  test('an order that recovery fails after its charge gets back what was charged, and shows it', async () => {
    const rig = rigWithStaleQuote();
    rig.fail('orders', '100: pending -> confirmed');
    await placeOrder(rig.deps, rig.command()).catch(() => {});
    rig.heal();
    expect(rig.order()).toMatchObject({ status: 'pending', totalPrice: 2 });
    rig.clock.nowMs += TIMING.pendingMs;

    await recoverOrder(rig.deps, { orderId: 100, sinceMs: rig.clock.nowMs });

    expect(rig.stores.ledger.get(100)).toMatchObject({ amount: 2000, refunded: 2000 });
    expect(rig.order()).toMatchObject({ status: 'failed', paymentStatus: 'refunded', ...RECORDED });
  });

  test('an order cancelled between charge and confirmation shows what was charged and given back', async () => {
    const rig = rigWithStaleQuote();
    const { charge } = rig.deps.payments;
    const payments = {
      ...rig.deps.payments,
      charge: async (...args: Parameters<typeof charge>) => {
        const charged = await charge(...args);
        await cancelOrder(rig.deps, { order: rig.order(), remainingMs: () => TIMING.cancelOrderMs });
        return charged;
      },
    };

    const order = await placeOrder({ ...rig.deps, payments }, rig.command());

    expect(order).toMatchObject({ status: 'cancelled', ...RECORDED });
    expect(rig.stores.ledger.get(100)).toMatchObject({ amount: 2000, refunded: 2000 });
    expect(rig.order()).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded', ...RECORDED });
  });

  test('an order of an earlier version, charged its quote, gets that back and shows it', async () => {
    const rig = rigWithStaleQuote();
    rig.fail('orders', '100: pending -> confirmed');
    await placeOrder(rig.deps, rig.command()).catch(() => {});
    rig.heal();
    rig.stores.ledger.set(100, { outcome: 'charged', amount: 2, charges: 1, refunds: 0, refunded: 0 });

    await cancelOrder(rig.deps, { order: rig.order(), remainingMs: () => TIMING.cancelOrderMs });

    expect(rig.stores.ledger.get(100)).toMatchObject({ refunded: 2 });
    expect(rig.order()).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded', totalPrice: 2 });
  });
});
