import { describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors';
import { createRig } from '../in-memory/rig.ts';
import { cancelOrder } from './cancel-order.ts';
import { placeOrder } from './place-order.ts';
import { recoverOrder } from './recover-order.ts';

test('confirms an order once stock is reserved and the payment charged', async () => {
  const rig = createRig();

  const order = await placeOrder(rig.deps, rig.command());

  expect(order).toMatchObject({
    id: 100,
    userId: 7,
    status: 'confirmed',
    paymentStatus: 'completed',
    totalPrice: 2000,
  });
  expect(rig.stores.stock.get(1)).toBe(8);
  expect(rig.netCharges(100)).toBe(1);
  expect(rig.stores.bumped).toContain(100);
});

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
    rig.clock.nowMs += 25_000;

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
        await cancelOrder(rig.deps, { order: rig.order(), remainingMs: () => 10_000 });
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

    await cancelOrder(rig.deps, { order: rig.order(), remainingMs: () => 10_000 });

    expect(rig.stores.ledger.get(100)).toMatchObject({ refunded: 2 });
    expect(rig.order()).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded', totalPrice: 2 });
  });
});

test('an order beyond what can be added up exactly is refused before anything is written', async () => {
  const rig = createRig();
  rig.stores.prices.set(1, 2_147_483_647);
  const lines = Array.from({ length: 5 }, () => ({ menuId: 1, quantity: 1_000_000 }));

  await expect(placeOrder(rig.deps, rig.command({ lines }))).rejects.toMatchObject({
    code: 'validation_failed',
    message: 'An order may come to at most 9007199254740991 won',
    violations: [{ loc: ['body', 'items'] }],
  });
  expect(rig.stores.orders.size).toBe(0);
});

test('announces the order to recovery before it exists', async () => {
  const rig = createRig();

  await placeOrder(rig.deps, rig.command());

  const sent = rig.calls.findIndex((call) => call.startsWith('send'));
  const put = rig.calls.findIndex((call) => call.startsWith('put'));
  expect(sent).toBeGreaterThan(-1);
  expect(sent).toBeLessThan(put);
  expect(rig.stores.sent[0]).toEqual({ message: { orderId: 100, sinceMs: 1_000_000 }, delayMs: 30_000 });
});

test('a refused token goes before a missing menu', async () => {
  const rig = createRig();
  const users = {
    validate: () => Promise.reject(new AppError('unauthenticated', 'Could not validate credentials')),
  };
  const menus = { quote: () => Promise.reject(new AppError('not_found', 'Menu not found')) };

  await expect(placeOrder({ ...rig.deps, users, menus }, rig.command())).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  await expect(placeOrder({ ...rig.deps, menus }, rig.command())).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(rig.stores.orders.size).toBe(0);
});

test('a menu that the quote leaves out is not found', async () => {
  const rig = createRig();
  const menus = { quote: async () => new Map() };

  await expect(placeOrder({ ...rig.deps, menus }, rig.command())).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('an order beyond the stock is refused with its id, and takes and owes nothing', async () => {
  const rig = createRig();

  const refusal = placeOrder(rig.deps, rig.command({ lines: [{ menuId: 1, quantity: 11 }] }));

  await expect(refusal).rejects.toMatchObject({ code: 'out_of_stock', extra: { order_id: 100 } });
  expect(rig.order()).toMatchObject({ status: 'failed', outcome: 'out_of_stock', compensationDue: false });
  expect(rig.stores.stock.get(1)).toBe(10);
  expect(rig.stores.ledger.size).toBe(0);
});

test('a declined payment fails the order and gives the stock back', async () => {
  const rig = createRig();
  rig.stores.declines = () => true;

  const order = await placeOrder(rig.deps, rig.command());

  expect(order).toMatchObject({ status: 'failed', paymentStatus: 'failed' });
  expect(rig.stores.stock.get(1)).toBe(10);
  expect(rig.order().compensationDue).toBe(false);
});

test('decides that an order failed before it gives anything back', async () => {
  const rig = createRig();
  rig.stores.declines = () => true;

  await placeOrder(rig.deps, rig.command());

  const decided = rig.calls.indexOf('100: pending -> failed');
  expect(decided).toBeGreaterThan(-1);
  expect(decided).toBeLessThan(rig.calls.indexOf('release 100'));
});

test('a restaurant service that does not answer leaves a failed order whose compensation is owed', async () => {
  const rig = createRig();
  rig.fail('restaurant', 'reserve', 'answer lost');
  rig.fail('restaurant', 'release');

  await expect(placeOrder(rig.deps, rig.command())).rejects.toMatchObject({
    code: 'dependency_unavailable',
    extra: { order_id: 100 },
  });
  expect(rig.order()).toMatchObject({ status: 'failed', outcome: 'unavailable', compensationDue: true });
});

test('a payment provider that does not answer fails the order and leaves no charge behind', async () => {
  const rig = createRig();
  rig.fail('payments', 'charge', 'answer lost');

  await expect(placeOrder(rig.deps, rig.command())).rejects.toMatchObject({ code: 'dependency_unavailable' });
  expect(rig.netCharges(100)).toBe(0);
  expect(rig.order()).toMatchObject({ status: 'failed', paymentStatus: 'refunded', compensationDue: false });
});

test('takes no new step forward when time runs out, and gives back what it took', async () => {
  const rig = createRig();
  rig.clock.remainingMs = 7_999;

  await expect(placeOrder(rig.deps, rig.command())).rejects.toMatchObject({ code: 'dependency_timeout' });
  expect(rig.calls.some((call) => call.startsWith('reserve'))).toBe(false);
  expect(rig.order()).toMatchObject({ status: 'failed', outcome: 'timed_out' });

  const later = createRig();
  const reserve = later.deps.inventory.reserve;
  const inventory = {
    ...later.deps.inventory,
    reserve: async (...args: Parameters<typeof reserve>) => {
      later.clock.remainingMs = 100;
      return reserve(...args);
    },
  };
  await expect(placeOrder({ ...later.deps, inventory }, later.command())).rejects.toMatchObject({
    code: 'dependency_timeout',
  });
  expect(later.stores.stock.get(1)).toBe(10);
});

test('a reservation that recovery has released already ends the order', async () => {
  const rig = createRig();
  rig.stores.release(100);

  await expect(placeOrder(rig.deps, rig.command())).rejects.toMatchObject({ code: 'dependency_timeout' });
  expect(rig.order().status).toBe('failed');
});

test('a charge that recovery has ruled out ends the order', async () => {
  const rig = createRig();
  rig.stores.closeCharge(100);

  await expect(placeOrder(rig.deps, rig.command())).rejects.toMatchObject({ code: 'dependency_timeout' });
  expect(rig.stores.stock.get(1)).toBe(10);
});

test('a lost answer to the put is recognised by its attempt id', async () => {
  const rig = createRig();
  rig.fail('orders', 'put 100', 'answer lost', 1);

  expect(await placeOrder(rig.deps, rig.command())).toMatchObject({ id: 100, status: 'confirmed' });
});

test('a put that never arrived is put again', async () => {
  const rig = createRig();
  rig.fail('orders', 'put 100', 'lost', 1);

  expect(await placeOrder(rig.deps, rig.command())).toMatchObject({ id: 100, status: 'confirmed' });
});

test('an id that is taken is drawn again, with a recovery message of its own', async () => {
  const rig = createRig();
  rig.stores.putVoid(100);

  expect(await placeOrder(rig.deps, rig.command())).toMatchObject({ id: 101 });
  expect(rig.stores.sent.map(({ message }) => message.orderId)).toEqual([100, 101]);
});

test('an id that a lost put turns out to clash with is drawn again', async () => {
  const rig = createRig();
  rig.stores.putVoid(100);
  rig.fail('orders', 'put 100', 'lost', 1);

  expect(await placeOrder(rig.deps, rig.command())).toMatchObject({ id: 101 });
});

test('gives up when every id drawn is taken', async () => {
  const rig = createRig();
  for (const id of [100, 101, 102]) rig.stores.putVoid(id);

  await expect(placeOrder(rig.deps, rig.command())).rejects.toMatchObject({ code: 'dependency_unavailable' });
});

test('says that the outcome is unknown when the put and its re-read both fail', async () => {
  const rig = createRig();
  rig.fail('orders', 'put 100');
  rig.fail('orders', 'get 100');

  await expect(placeOrder(rig.deps, rig.command())).rejects.toMatchObject({
    code: 'order_undecided',
    extra: { order_id: 100 },
  });
});

test('says that the outcome is unknown when the put never gets through', async () => {
  const rig = createRig();
  rig.fail('orders', 'put 100');

  await expect(placeOrder(rig.deps, rig.command())).rejects.toMatchObject({ code: 'order_undecided' });
  expect(rig.stores.orders.size).toBe(0);
});

test('a lost answer to the confirmation is found by the re-read', async () => {
  const rig = createRig();
  rig.fail('orders', '100: pending -> confirmed', 'answer lost', 1);

  expect(await placeOrder(rig.deps, rig.command())).toMatchObject({ status: 'confirmed' });
});

test('a confirmation whose result is unknown is left to recovery, with the id', async () => {
  const rig = createRig();
  rig.fail('orders', '100: pending -> confirmed', 'lost');
  rig.fail('orders', 'get 100');

  await expect(placeOrder(rig.deps, rig.command())).rejects.toMatchObject({
    code: 'order_undecided',
    extra: { order_id: 100 },
  });
  expect(rig.order().status).toBe('pending');
});

test('an order cancelled while it was placed is answered as cancelled', async () => {
  const rig = createRig();
  const charge = rig.deps.payments.charge;
  const payments = {
    ...rig.deps.payments,
    charge: async (...args: Parameters<typeof charge>) => {
      const charged = await charge(...args);
      rig.stores.updateOrder(args[0], {
        from: ['pending'],
        status: 'cancelled',
        outcome: 'cancelled',
        compensationDue: true,
      });
      return charged;
    },
  };

  expect(await placeOrder({ ...rig.deps, payments }, rig.command())).toMatchObject({ status: 'cancelled' });
});

test('without a recovery message there is no order', async () => {
  const rig = createRig();
  rig.fail('queue', 'send');

  await expect(placeOrder(rig.deps, rig.command())).rejects.toMatchObject({ code: 'dependency_timeout' });
  expect(rig.stores.orders.size).toBe(0);
});

test('a bug is thrown on, and does not pass for a fault', async () => {
  const rig = createRig();
  const inventory = { ...rig.deps.inventory, reserve: () => Promise.reject(new TypeError('bug')) };

  await expect(placeOrder({ ...rig.deps, inventory }, rig.command())).rejects.toThrow(TypeError);
});

test('the same key and body get the same order and the same answer, whatever became of the order since', async () => {
  const rig = createRig();
  const command = rig.command(rig.withKey('k'));
  const first = await placeOrder(rig.deps, command);
  rig.clock.nowMs += 5_000;
  rig.stores.updateOrder(100, {
    from: ['confirmed'],
    status: 'cancelled',
    outcome: 'cancelled',
    compensationDue: true,
  });

  expect(await placeOrder(rig.deps, command)).toMatchObject({
    id: first.id,
    status: 'confirmed',
    paymentStatus: 'completed',
    updatedAtMs: first.updatedAtMs,
  });
  expect(rig.stores.orders.size).toBe(1);
  expect(rig.stores.sent).toHaveLength(1);
});

test('a refusal is replayed too', async () => {
  const rig = createRig();
  const command = rig.command({ ...rig.withKey('k'), lines: [{ menuId: 1, quantity: 11 }] });
  await expect(placeOrder(rig.deps, command)).rejects.toMatchObject({ code: 'out_of_stock' });
  rig.stores.stock.set(1, 100);

  await expect(placeOrder(rig.deps, command)).rejects.toMatchObject({
    code: 'out_of_stock',
    extra: { order_id: 100 },
  });
});

test('a declined payment is never drawn again', async () => {
  const rig = createRig();
  rig.stores.declines = () => true;
  const command = rig.command(rig.withKey('k'));
  await placeOrder(rig.deps, command);
  rig.stores.declines = () => false;

  expect(await placeOrder(rig.deps, command)).toMatchObject({ status: 'failed', paymentStatus: 'failed' });
});

test('a key used with another body is refused', async () => {
  const rig = createRig();
  await placeOrder(rig.deps, rig.command(rig.withKey('k', 'one')));

  await expect(placeOrder(rig.deps, rig.command(rig.withKey('k', 'two')))).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  });
});

test('while the first is under way the second is told to wait', async () => {
  const rig = createRig();
  rig.fail('orders', '100: pending -> confirmed');
  await placeOrder(rig.deps, rig.command(rig.withKey('k'))).catch(() => {});
  rig.heal();

  await expect(placeOrder(rig.deps, rig.command(rig.withKey('k')))).rejects.toMatchObject({
    code: 'order_in_progress',
    headers: { 'retry-after': '1' },
  });
});

test('two requests with one key that race make one order', async () => {
  const rig = createRig();
  const command = rig.command(rig.withKey('k'));

  const answers = await Promise.allSettled([placeOrder(rig.deps, command), placeOrder(rig.deps, command)]);

  expect(rig.stores.orders.size).toBe(1);
  expect(rig.stores.stock.get(1)).toBe(8);
  expect(answers.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
});

test('a key whose order is missing is a bug, not an answer', async () => {
  const rig = createRig();
  rig.stores.keys.set('idem#7#k', { orderId: 5, bodyHash: 'body' });

  await expect(placeOrder(rig.deps, rig.command(rig.withKey('k')))).rejects.toThrow('does not');
});

test('an id that exists under the same key is replayed, not drawn again', async () => {
  const rig = createRig();
  const orders = {
    ...rig.deps.orders,
    put: async () => ({ kind: 'exists' as const, order: rig.stores.putVoid(100), underKey: true }),
    get: async () => ({
      ...rig.stores.putVoid(100),
      status: 'confirmed' as const,
      outcome: 'confirmed' as const,
    }),
  };

  expect(await placeOrder({ ...rig.deps, orders }, rig.command(rig.withKey('k')))).toMatchObject({ id: 100 });
});
