import { expect, test } from 'vitest';
import { AppError } from '#shared/errors';
import { createRig } from '../in-memory/rig.ts';
import { placeOrder } from './place-order.ts';
import { TIMING } from './timing.ts';

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
  expect(rig.stores.sent[0]).toEqual({
    message: { orderId: 100, sinceMs: 1_000_000 },
    delayMs: TIMING.recoveryDelayMs,
  });
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

test('a quote without a menu that was asked for is a failure of the dependency', async () => {
  const rig = createRig();
  const menus = { quote: async () => new Map([[2, { price: 1, name: 'another' }]]) };

  await expect(placeOrder({ ...rig.deps, menus }, rig.command())).rejects.toMatchObject({
    code: 'dependency_failed',
  });
  expect(rig.stores.orders.size).toBe(0);
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
