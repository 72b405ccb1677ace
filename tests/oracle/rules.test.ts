import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES } from '#scenarios/oracle/rules';
import { readOrder } from '#scenarios/stores/read-orders';
import type { TestUser } from '#tests/support/api/client';
import { corruptionOf } from './corruption.ts';
import { type JudgedEngine, startJudgedEngine } from './judged-engine.ts';

type Corruption = ReturnType<typeof corruptionOf>;

let judged: JudgedEngine;
let plant: Corruption;
let buyer: TestUser;
const proved = new Set<string>();

beforeAll(async () => {
  // Nothing must mend what a test breaks before it has looked.
  judged = await startJudgedEngine({ RECOVERY_DELAY_MS: '900000', CANCEL_RECOVERY_DELAY_MS: '900000' });
  plant = corruptionOf(judged.stores);
  buyer = await judged.api.newUser();
});
afterAll(() => judged[Symbol.asyncDispose]());

const LONG_AGO_MS = Date.now() - 3_600_000;
const TOTAL = 18_000;
let ids = 1_000;

async function confirmed(): Promise<number> {
  const { status, body } = await judged.api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
  expect([status, body.status]).toEqual([201, 'confirmed']);
  return body.id;
}
async function cancelled(): Promise<number> {
  const orderId = await confirmed();
  expect((await judged.api.cancel(orderId)).status).toBe(200);
  return orderId;
}
async function declined(): Promise<number> {
  await judged.api.chaos('order', 'payment_fail', { fail_percent: 100 });
  const { body } = await judged.api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
  await judged.api.chaos('order', 'payment_fail', { fail_percent: 0 });
  expect(body.status).toBe('failed');
  return body.id;
}
/** An order that nobody works on, as a killed place-order leaves one. */
async function pending(deadlineMs: number): Promise<number> {
  const orderId = await confirmed();
  await plant.setOrder(orderId, {
    status: 'pending',
    payment_status: 'pending',
    outcome: undefined,
    decided_at: undefined,
    decided_by: undefined,
    deadline: deadlineMs,
  });
  return orderId;
}
async function tombstone(): Promise<number> {
  const orderId = ids++;
  await plant.putItem({ pk: `order#${orderId}`, order_id: orderId, status: 'void' });
  return orderId;
}
const reservation = (outcome: string, orderId: number) =>
  plant.sql('UPDATE inventory_operations SET outcome = $1 WHERE operation_id = $2', [
    outcome,
    `reservation-${orderId}`,
  ]);
const insertReservation = (orderId: number, createdAtMs: number) =>
  plant.sql(
    `INSERT INTO inventory_operations (operation_id, kind, outcome, lines, created_at)
     VALUES ($1, 'reservation', 'reserved', '[{"menu_id": 6, "quantity": 1}]', to_timestamp($2))`,
    [`reservation-${orderId}`, createdAtMs / 1_000],
  );

const quoteOf = (price: number) => ({
  lines: [{ menu_id: 1, quantity: 1, price, name: '후라이드 치킨' }],
  total_price: price,
});
async function soldFor(orderId: number, price: number, outcome = 'charged'): Promise<void> {
  await plant.setOrder(orderId, quoteOf(price));
  await plant.putEntry(orderId, 'charge', { outcome, amount: price });
}

interface Case {
  readonly what: string;
  readonly given: () => Promise<number>;
  readonly corrupt: (orderId: number) => Promise<unknown>;
  readonly breaks: readonly string[];
}

const CASES: readonly Case[] = [
  {
    what: 'an undone order whose stock was never given back',
    given: () => cancelled(),
    corrupt: (id) => reservation('reserved', id),
    breaks: ['reservations'],
  },
  {
    what: 'an order that holds other portions than it was placed for',
    given: () => confirmed(),
    corrupt: (id) =>
      plant.sql(
        `UPDATE inventory_operations SET lines = '[{"menu_id": 1, "quantity": 2, "price": 9000}]' WHERE operation_id = $1`,
        [`reservation-${id}`],
      ),
    breaks: ['reservations', 'prices'],
  },
  {
    what: 'a reservation of an order that is pending for too long',
    given: () => pending(Date.now() + 60_000),
    corrupt: (id) => plant.setOrder(id, { deadline: LONG_AGO_MS }),
    breaks: ['reservations', 'pending'],
  },
  {
    what: 'a confirmed order whose portions were given away',
    given: () => confirmed(),
    corrupt: (id) => reservation('released', id),
    breaks: ['fulfilment'],
  },
  {
    what: 'an undone order for which a late reserve would still be taken',
    given: () => declined(),
    corrupt: (id) =>
      plant.sql('DELETE FROM inventory_operations WHERE operation_id = $1', [`reservation-${id}`]),
    breaks: ['fulfilment', 'prices'],
  },
  {
    what: 'a confirmed order that nobody paid',
    given: () => confirmed(),
    corrupt: (id) => plant.deleteEntry(id, 'charge'),
    breaks: ['ledger'],
  },
  {
    what: 'a second charge',
    given: () => confirmed(),
    corrupt: (id) => plant.putEntry(id, 'charge-again', { outcome: 'charged', amount: TOTAL }),
    breaks: ['ledger'],
  },
  {
    what: 'a cancelled order that stays paid',
    given: () => cancelled(),
    corrupt: (id) => plant.deleteEntry(id, 'refund'),
    breaks: ['ledger'],
  },
  {
    what: 'a confirmed order that was refunded',
    given: () => confirmed(),
    corrupt: (id) => plant.putEntry(id, 'refund', { outcome: 'refunded', amount: TOTAL }),
    breaks: ['ledger'],
  },
  {
    what: 'a refund of what was declined',
    given: () => declined(),
    corrupt: (id) => plant.putEntry(id, 'refund', { outcome: 'refunded', amount: TOTAL }),
    breaks: ['ledger'],
  },
  {
    what: 'a failed order that was charged',
    given: () => declined(),
    corrupt: (id) => plant.putEntry(id, 'charge', { outcome: 'charged', amount: TOTAL }),
    breaks: ['ledger', 'payment-status'],
  },
  {
    what: 'a charge of another amount',
    given: () => confirmed(),
    corrupt: (id) => plant.putEntry(id, 'charge', { outcome: 'charged', amount: TOTAL + 1 }),
    breaks: ['ledger', 'prices'],
  },
  {
    what: 'an order sold at the price of a stale copy, whose total and charge agree',
    given: () => confirmed(),
    corrupt: (id) => soldFor(id, 1),
    breaks: ['prices'],
  },
  {
    what: 'a declined order that was asked for the price of a stale copy',
    given: () => declined(),
    corrupt: (id) => soldFor(id, 1, 'declined'),
    breaks: ['prices'],
  },
  {
    what: 'a cancelled order whose charge and refund are those of a stale copy',
    given: () => cancelled(),
    corrupt: async (id) => {
      await soldFor(id, 1);
      await plant.putEntry(id, 'refund', { outcome: 'refunded', amount: 1 });
    },
    breaks: ['prices'],
  },
  {
    what: 'a confirmed order that shows its quote and not its charge',
    given: () => confirmed(),
    corrupt: (id) => plant.setOrder(id, quoteOf(1)),
    breaks: ['ledger', 'prices'],
  },
  {
    what: 'a cancelled order at rest that shows its quote and not its charge',
    given: () => cancelled(),
    corrupt: (id) => plant.setOrder(id, quoteOf(1)),
    breaks: ['ledger', 'prices'],
  },
  {
    what: 'lines that add up to the charge at other prices than were recorded',
    given: () => confirmed(),
    corrupt: (id) =>
      plant.setOrder(id, { lines: [{ menu_id: 1, quantity: 2, price: TOTAL / 2, name: '후라이드 치킨' }] }),
    breaks: ['reservations', 'prices'],
  },
  {
    what: 'a charge without a recorded price',
    given: () => confirmed(),
    corrupt: (id) =>
      plant.sql(
        `UPDATE inventory_operations SET lines = '[{"menu_id": 1, "quantity": 1}]' WHERE operation_id = $1`,
        [`reservation-${id}`],
      ),
    breaks: ['prices'],
  },
  {
    what: 'a refund of another amount',
    given: () => cancelled(),
    corrupt: (id) => plant.putEntry(id, 'refund', { outcome: 'refunded', amount: TOTAL - 1 }),
    breaks: ['ledger'],
  },
  {
    what: 'a refund before its charge',
    given: () => cancelled(),
    corrupt: (id) => plant.putEntry(id, 'refund', { outcome: 'refunded', amount: TOTAL, at: LONG_AGO_MS }),
    breaks: ['ledger'],
  },
  {
    what: 'an undone order for which a late charge would still be taken',
    given: () => cancelled(),
    corrupt: async (id) => {
      await Promise.all([plant.deleteEntry(id, 'charge'), plant.deleteEntry(id, 'refund')]);
      await plant.setOrder(id, { payment_status: 'failed' });
    },
    breaks: ['ledger'],
  },
  {
    what: 'a refunded order that says it is paid',
    given: () => cancelled(),
    corrupt: (id) => plant.setOrder(id, { payment_status: 'completed' }),
    breaks: ['payment-status'],
  },
  {
    what: 'an outcome that is not that of the status',
    given: () => declined(),
    corrupt: (id) => plant.setOrder(id, { outcome: 'confirmed' }),
    breaks: ['outcome'],
  },
  {
    what: 'a decision that nobody took',
    given: () => confirmed(),
    corrupt: (id) => plant.setOrder(id, { decided_by: undefined }),
    breaks: ['outcome'],
  },
  {
    what: 'a cancelled order that is confirmed again',
    given: () => cancelled(),
    corrupt: async (id) => {
      await plant.setOrder(id, { status: 'confirmed', payment_status: 'completed' });
      await reservation('reserved', id);
      await plant.deleteEntry(id, 'refund');
    },
    breaks: ['outcome'],
  },
  {
    what: 'a total that is not that of the lines',
    given: () => confirmed(),
    corrupt: async (id) => {
      await plant.setOrder(id, { total_price: TOTAL - 1 });
      await plant.putEntry(id, 'charge', { outcome: 'charged', amount: TOTAL - 1 });
    },
    breaks: ['total', 'prices'],
  },
  {
    what: 'stock and money owed for too long',
    given: () => cancelled(),
    corrupt: (id) =>
      plant.setOrder(id, { compensation_due: true, payment_status: 'completed', updated_at: LONG_AGO_MS }),
    breaks: ['compensation'],
  },
  {
    what: 'a confirmed order that owes something',
    given: () => confirmed(),
    corrupt: (id) => plant.setOrder(id, { compensation_due: true }),
    breaks: ['compensation'],
  },
  {
    what: 'a reservation without an order',
    given: async () => ids++,
    corrupt: (id) => insertReservation(id, LONG_AGO_MS),
    breaks: ['orphans'],
  },
  {
    what: 'a charge without an order',
    given: async () => ids++,
    corrupt: (id) => plant.putEntry(id, 'charge', { outcome: 'charged', amount: TOTAL, at: LONG_AGO_MS }),
    breaks: ['orphans'],
  },
  {
    what: 'a tombstone that holds stock',
    given: () => tombstone(),
    corrupt: (id) => insertReservation(id, Date.now()),
    breaks: ['tombstones'],
  },
  {
    what: 'a tombstone that was charged',
    given: () => tombstone(),
    corrupt: (id) => plant.putEntry(id, 'charge', { outcome: 'charged', amount: TOTAL }),
    breaks: ['tombstones'],
  },
  {
    what: 'a status that does not exist',
    given: () => confirmed(),
    corrupt: (id) => plant.setOrder(id, { status: 'lost' }),
    breaks: ['records', 'reservations', 'payment-status', 'outcome'],
  },
];

test.each(CASES)('$what breaks $breaks', async ({ given, corrupt, breaks }) => {
  const orderId = await given();
  const subject = `order ${orderId}`;
  expect(await judged.brokenBy(subject)).toEqual([]);

  await corrupt(orderId);

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
    const orderId = await pending(Date.now() + 600_000);
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
    const key_of = await confirmed();
    const pk = `idem#${buyer.id + 1}#of-another`;
    await breaks(pk, 'idempotency', () =>
      plant.putItem({ pk, key_of, body_hash: 'x', expires_at: 2_000_000_000 }),
    );
  });

  test('an item of no kind breaks the records', () =>
    breaks('coupon#1', 'records', () => plant.putItem({ pk: 'coupon#1' })));

  test('a dead letter that does not tell why breaks the dead letters', async () => {
    const { sqs, settings } = judged.stores;
    const { MessageId } = await sqs.send(
      new SendMessageCommand({ QueueUrl: settings.RECOVERY_DLQ_URL, MessageBody: 'what is this' }),
    );

    expect(await judged.brokenBy(`dead letter ${MessageId}`)).toEqual(['dead-letters']);
    proved.add('dead-letters');
  });

  test('an old copy under the present generation breaks the caches, and one under an old generation does not', async () => {
    const orderId = await cancelled();
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
  const orderId = ids++;
  await plant.putEntry(orderId, 'charge', { outcome: 'charged', amount: TOTAL });

  expect(await readOrder(judged.stores, orderId)).toBeUndefined();
  expect(await judged.brokenBy(`order ${orderId}`)).toEqual([]);
});

test('every rule was seen to fail', () => {
  expect([...proved].sort()).toEqual(RULES.map(({ name }) => name).sort());
});
