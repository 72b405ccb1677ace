import type { Message } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSqs } from '#functions/order/adapters/sqs-recovery';
import { billOf } from '#functions/order/domain/order';
import type { OrderStore } from '#functions/order/domain/ports';
import { createUserTokens } from '#shared/auth/tokens';
import { createDynamo } from '#shared/db/dynamo';
import { withoutFaults } from '#shared/faults/modes/calls';
import { globPattern } from '#shared/faults/points/glob';
import { handlerPoint } from '#shared/faults/points/point';
import { PRESETS } from '#shared/faults/presets/all';
import { activate } from '#shared/faults/rules/active-rule';
import type { ServiceName } from '#shared/services';
import { withRequestContext } from '#shared/telemetry/request-context';
import { SUBJECT } from '#tests/support/faults/injected-faults';
import { type ComposedServices, composeServices } from './composed-services.ts';
import { FOUND, PORT_CALLS } from './port-calls.ts';

let composed: ComposedServices;
let calls = 0;
beforeAll(async () => {
  composed = await composeServices();
});
afterAll(() => composed[Symbol.asyncDispose]());

/** Calls a port under a rule. @returns its answer or the code of its error, and how often the rule acted */
async function under(point: string, rule: object, args?: readonly unknown[]) {
  const { faults } = composed.services[point.split('.')[0] as ServiceName].shell;
  const requestId = `request-${++calls}`;
  const rules = [activate({ id: 'x', point, ...rule } as never, Date.now(), true)];
  const scope = { requestId, subject: SUBJECT, rules, attempt: 1, switches: [] };
  const faultHits: string[] = [];
  const [given = []] = (await PORT_CALLS[point]?.(calls)) ?? [];
  const startedAt = performance.now();
  const result = await withRequestContext({ requestId, faultHits, remainingMs: () => 20_000 }, () =>
    faults
      .enter(handlerPoint(faults.service), scope, () => composed.call(point, args ?? given))
      .catch((error: { code?: string }) => error.code),
  );
  return { result, hits: faultHits.length, ms: performance.now() - startedAt };
}

test.each([
  ['serialization_failure', 'restaurant.inventory.change', {}, 'dependency_unavailable', 3],
  ['pool_exhausted', 'restaurant.inventory.change', {}, 'dependency_unavailable', 3],
  ['connection_dropped', 'restaurant.inventory.reserve', {}, 'dependency_unavailable', 3],
  ['throttled', 'order.orders.get', {}, 'dependency_unavailable', 2],
  ['transaction_cancelled', 'user.users.insert', {}, 'dependency_unavailable', 6],
  ['conditional_conflict', 'order.orders.putVoid', {}, 'dependency_unavailable', 1],
  ['send_fails', 'order.recovery.send', {}, 'dependency_unavailable', 2],
  ['refused', 'order.users.validate', {}, 'dependency_unavailable', 2],
  ['http_status', 'order.users.validate', { status: 500 }, 'dependency_failed', 1],
  ['http_status', 'order.users.validate', { status: 504 }, 'dependency_timeout', 2],
  ['http_status', 'order.users.validate', { status: 401 }, 'unauthenticated', 1],
  ['slow_body', 'order.users.validate', { ms: 60_000 }, 'dependency_timeout', 1],
  ['clock_skew', 'order.userTokens.verify', { seconds: 7_200 }, 'unauthenticated', 1],
  ['key_rotated', 'order.userTokens.verify', {}, 'unauthenticated', 1],
])('%s at %s %j ends as %s after %i tries', async (mode, point, params, code, tries) => {
  expect(await under(point, { mode, ...params })).toMatchObject({ result: code, hits: tries });
});

test.each([
  ['deadlock', 'restaurant.inventory.change'],
  ['serialization_failure', 'restaurant.inventory.change'],
  ['pool_exhausted', 'restaurant.restaurants.listRestaurants'],
  ['connection_dropped', 'restaurant.inventory.change'],
  ['throttled', 'order.payments.charge'],
  ['send_fails', 'order.recovery.send'],
  ['refused', 'order.menus.quote'],
])('%s once at %s is repeated, and the call works', async (mode, point) => {
  const { result, hits } = await under(point, { mode, times: 1 });

  expect(hits).toBe(1);
  // An error would be its code.
  expect(typeof result).not.toBe('string');
});

test.each([
  ['flaky-dynamodb', 'throttled', 'order.payments.charge', 'dependency_unavailable', 2],
  ['flaky-dynamodb', 'transaction_cancelled', 'user.users.insert', 'dependency_unavailable', 6],
  ['dead-restaurant', 'refused', 'order.inventory.reserve', 'dependency_unavailable', 2],
  ['no-recovery-queue', 'send_fails', 'order.recovery.send', 'dependency_unavailable', 2],
  ['slow-redis', 'slow', 'order.cache.bump', undefined, 1],
])(
  'the preset %s: %s at %s, on each call, ends as %s after %i tries',
  async (name, mode, point, code, tries) => {
    const preset = PRESETS.find((each) => each.name === name);
    const rule = preset?.rules.find((each) => each.mode === mode && globPattern(each.point).test(point));

    expect(await under(point, { ...rule, percentage: 100, point })).toMatchObject({
      result: code,
      hits: tries,
    });
  },
);

test('the preset slow-redis: a read gives Redis up, and the store answers', async () => {
  const rule = PRESETS.find(({ name }) => name === 'slow-redis')?.rules[0];
  const { orders } = composed.services.order.deps as { readonly orders: OrderStore };
  await orders.put(FOUND.order, FOUND.idempotency);

  const { result, hits } = await under('order.reader.find', { ...rule });

  expect(result).toMatchObject({ state: 'bypass' });
  expect(hits).toBe(1);
});

test('connection_dropped after: the change was made, and its repeat is recognised', async () => {
  const rule = { mode: 'connection_dropped', when: 'after', times: 1 };
  const stock = async () => {
    const menu = (await composed.call('restaurant.restaurants.find', [2])) as { readonly inventory: number };
    return menu.inventory;
  };
  const before = await stock();
  const { hits } = await under('restaurant.inventory.change', rule, ['dropped-after', 2, 1]);

  expect(hits).toBe(1);
  expect(await stock()).toBe(before + 1);
});

test.each([
  ['lock_held', 'restaurant.inventory.change'],
  ['lock_held', 'restaurant.restaurants.listRestaurants'],
  ['slow_query', 'restaurant.inventory.change'],
  ['slow_body', 'order.users.validate'],
])('%s at %s holds the call up, and it works', async (mode, point) => {
  const { result, ms } = await under(point, { mode, ms: 300 });

  expect(ms).toBeGreaterThan(280);
  expect(typeof result).toBe('object');
});

test('charge_twice: the provider says once, and its ledger shows both', async () => {
  const bill = billOf([{ menuId: 1, quantity: 1, price: 500, name: 'menu' }]);
  const { result } = await under('order.payments.charge', { mode: 'charge_twice' }, [4_242, bill]);
  const entries = await createDynamo({ attemptMs: 2_000 }).query({
    TableName: 'payments',
    KeyConditionExpression: 'order_id = :order',
    ExpressionAttributeValues: { ':order': 4_242 },
  });

  expect(result).toMatchObject({ outcome: 'charged', amount: 500 });
  expect(entries.map(({ entry_id, outcome, amount }) => [entry_id, outcome, amount])).toEqual([
    ['charge', 'charged', 500],
    ['charge-again', 'charged', 500],
  ]);
});

test('key_rotated: a token that was good is good again afterwards', async () => {
  const token = await createUserTokens('a secret of the tests').sign({ userId: 5, username: 'hong' });
  const verify = () => composed.call('order.userTokens.verify', [token]);

  expect(await verify()).toMatchObject({ userId: 5 });
  expect((await under('order.userTokens.verify', { mode: 'key_rotated' }, [token])).result).toBe(
    'unauthenticated',
  );
  expect(await verify()).toMatchObject({ userId: 5 });
});

test.each([
  ['duplicate', {}, ['message', 'message']],
  ['poison', {}, ['unreadable', 'message']],
  ['delayed', { seconds: 60 }, []],
  ['reordered', { within_seconds: 900, seed: 2 }, []],
  ['reordered', { within_seconds: 900, seconds: 0 }, ['message']],
])('%s %j: what the queue gives out then', async (mode, params, kinds) => {
  await received();
  await under('order.recovery.send', { mode, ...params });

  expect((await received()).toSorted()).toEqual(kinds.toSorted());
});

/** Takes everything that can be received out of the queue. */
async function received(): Promise<readonly string[]> {
  const sqs = createSqs(withoutFaults);
  const { RECOVERY_QUEUE_URL: QueueUrl } = process.env;
  const kinds: string[] = [];
  for (;;) {
    const { Messages = [] } = (await sqs.call('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 })) as {
      readonly Messages?: readonly Message[];
    };
    if (Messages.length === 0) return kinds;
    for (const { Body = '', ReceiptHandle } of Messages) {
      kinds.push(Body.endsWith('}') ? 'message' : 'unreadable');
      await sqs.call('DeleteMessage', { QueueUrl, ReceiptHandle });
    }
  }
}
