import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES } from '#oracle/rules';
import { readOrder } from '#oracle/stores/read-orders';
import type { TestUser } from '#tests/support/api/client';
import { LEFTOVER_CORRUPTIONS } from './corrupt-leftovers.ts';
import { PAYMENT_CORRUPTIONS } from './corrupt-payments.ts';
import { PRICE_CORRUPTIONS } from './corrupt-prices.ts';
import { STATE_CORRUPTIONS } from './corrupt-states.ts';
import { STOCK_CORRUPTIONS } from './corrupt-stock.ts';
import { type Corruption, corruptionOf } from './corruption.ts';
import { type JudgedEngine, startJudgedEngine } from './judged-engine.ts';
import { type PlantedOrders, plantedOrders, TOTAL } from './planted-orders.ts';

let judged: JudgedEngine;
let plant: Corruption;
let buyer: TestUser;
let orders: PlantedOrders;
const proved = new Set<string>();

beforeAll(async () => {
  // Nothing must repair what a test breaks before the test has checked it.
  judged = await startJudgedEngine({ RECOVERY_DELAY_MS: '900000', CANCEL_RECOVERY_DELAY_MS: '900000' });
  plant = corruptionOf(judged.stores);
  buyer = await judged.api.newUser();
  orders = plantedOrders(judged, plant, buyer);
});
afterAll(() => judged[Symbol.asyncDispose]());

test.each([
  ...STOCK_CORRUPTIONS,
  ...PAYMENT_CORRUPTIONS,
  ...PRICE_CORRUPTIONS,
  ...STATE_CORRUPTIONS,
  ...LEFTOVER_CORRUPTIONS,
])('$what breaks $breaks', async ({ given, corrupt, breaks }) => {
  const orderId = await given(orders);
  const subject = `order ${orderId}`;
  expect(await judged.brokenBy(subject)).toEqual([]);

  await corrupt(orderId, plant);

  expect(new Set(await judged.brokenBy(subject))).toEqual(new Set(breaks));
  for (const name of breaks) proved.add(name);
});

describe('what belongs to no order', () => {
  async function breaks(subject: string, rule: string, corrupt: () => Promise<unknown>): Promise<void> {
    expect(await judged.brokenBy(subject)).toEqual([]);

    await corrupt();

    expect(await judged.brokenBy(subject)).toEqual([rule]);
    proved.add(rule);
  }

  test.each([
    ['a portion that is lost', 2, 'UPDATE menus SET inventory = inventory - 1 WHERE id = 2'],
    ['a portion that is sold twice', 3, 'UPDATE menus SET inventory = inventory + 1 WHERE id = 3'],
    [
      'a direct change that was not applied',
      4,
      `INSERT INTO inventory_operations (operation_id, kind, outcome, lines)
       VALUES ('change-planted', 'restore', 'applied', '[{"menu_id": 4, "quantity": 5}]')`,
    ],
  ])('%s breaks the stock', (_, menuId, text) => breaks(`menu ${menuId}`, 'stock', () => plant.sql(text)));

  test('a view that audits something else breaks the stock', () =>
    breaks('menu 5', 'stock', () =>
      plant.sql(
        'CREATE OR REPLACE VIEW inventory_audit AS SELECT id AS menu_id, inventory, 0::bigint AS recorded FROM menus',
      ),
    ));

  test('an order that is not at rest, and no message about it, break the messages', async () => {
    const { sqs, settings } = judged.stores;
    const orderId = await orders.pending(Date.now() + 600_000);
    await breaks('the recovery queue', 'messages', () =>
      sqs.send(new PurgeQueueCommand({ QueueUrl: settings.RECOVERY_QUEUE_URL })),
    );
    await plant.deleteItem(`order#${orderId}`);
  });

  test('an idempotency record of no order breaks idempotency', () =>
    breaks('idem#1#of-nothing', 'idempotency', () =>
      plant.putItem({ pk: 'idem#1#of-nothing', key_of: 999, body_hash: 'x', expires_at: 2_000_000_000 }),
    ));

  test("an idempotency record of somebody else's order breaks idempotency", async () => {
    const key_of = await orders.confirmed();
    const pk = `idem#${buyer.id + 1}#of-another`;
    await breaks(pk, 'idempotency', () =>
      plant.putItem({ pk, key_of, body_hash: 'x', expires_at: 2_000_000_000 }),
    );
  });

  test('an item of no kind breaks the records', () =>
    breaks('coupon#1', 'records', () => plant.putItem({ pk: 'coupon#1' })));

  test('a dead letter without a reason breaks the dead letters', async () => {
    const { sqs, settings } = judged.stores;
    const { MessageId } = await sqs.send(
      new SendMessageCommand({ QueueUrl: settings.RECOVERY_DLQ_URL, MessageBody: 'what is this' }),
    );

    expect(await judged.brokenBy(`dead letter ${MessageId}`)).toEqual(['dead-letters']);
    proved.add('dead-letters');
  });

  test('an old copy under the present generation breaks the caches, and one under an old generation does not', async () => {
    const orderId = await orders.cancelled();
    const { body } = await judged.api.getOrder(orderId);
    const subject = `the copy order:${orderId}`;
    await plant.setCopy(`order:${orderId}`, { ...body, status: 'confirmed' }, 'another');
    await breaks(subject, 'caches', () =>
      plant.setCopy(`order:${orderId}`, { ...body, status: 'confirmed' }),
    );
    await plant.setCopy(`order:${orderId}`, body);
    expect(await judged.brokenBy(subject)).toEqual([]);
  });

  test.each(['menu:6', 'menus'])('an old copy of %s breaks the caches', async (key) => {
    const { body } = await judged.api.menu(6);
    await breaks(`the copy ${key}`, 'caches', () =>
      plant.setCopy(key, key === 'menus' ? [body] : { ...body, inventory: 3 }),
    );
  });

  test('a copy of an order that does not exist breaks the caches', () =>
    breaks('the copy order:77', 'caches', () => plant.setCopy('order:77', { id: 77 })));
});

test('what is new may still lack its order', async () => {
  const orderId = orders.newId();
  await plant.putEntry(orderId, 'charge', { outcome: 'charged', amount: TOTAL });

  expect(await readOrder(judged.stores, orderId)).toBeUndefined();
  expect(await judged.brokenBy(`order ${orderId}`)).toEqual([]);
});

test('every rule was seen to fail', () => {
  expect([...proved].sort()).toEqual(RULES.map(({ name }) => name).sort());
});
