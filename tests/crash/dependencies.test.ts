import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { TIMING } from '#functions/order/domain/timing';
import { objections } from '#lab/settle';
import { judge } from '#oracle/judge';
import { DEFAULT_BOUNDS } from '#oracle/rule';
import { readDeadLetters } from '#oracle/stores/queues';
import { readOrder } from '#oracle/stores/read-orders';
import type { Verdict } from '#oracle/verdict';
import { inParallel } from '#shared/in-parallel';
import { countBy, send, type TestUser } from '#tests/support/api/client';
import { freeze } from '#tests/support/programs/freeze';
import { type CrashEngine, startCrashEngine } from './crash-engine.ts';
import { Load } from './load.ts';
import { ROUNDS } from './rounds.ts';

const PLENTY = 10_000;
const BACK_WITHIN_MS = 5_000;
/** Time to settle: after three minutes without an answer, recovery waits up to 4 min and 16 s for its next try. */
const SETTLE_MS = ROUNDS.restaurantDeadMs * 2 + 60_000;

let crash: CrashEngine;
let buyer: TestUser;
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

beforeAll(async () => {
  // Recovery's default time limit.
  crash = await startCrashEngine({ maxConcurrency: 6, environment: { RECOVERY_CALL_MS: '10000' } });
  buyer = await crash.api.newUser();
  for (const menuId of [1, 2, 3, 4]) await crash.api.setStock(menuId, PLENTY);
});
afterAll(() => crash?.[Symbol.asyncDispose]());
afterEach(() => {
  crash.faultOf = () => undefined;
});

/** Waits until every order is at rest. */
const verdictAtRest = (): Promise<Verdict> =>
  judge(crash.stores, { bounds: DEFAULT_BOUNDS, settleMs: SETTLE_MS });

const orderOne = (menuId = 1) => crash.api.order(buyer, [{ menu_id: menuId, quantity: 1 }]);

async function confirmedOrders(count: number): Promise<number[]> {
  const answers = await inParallel(4, count, () => orderOne());
  expect(countBy(answers, ({ status }) => status)).toEqual({ 201: count });
  return answers.map(({ body }) => body.id);
}

test('changes of stock that take 6 s: orders are refused in time, and late reserves take nothing', async () => {
  await crash.api.chaos('restaurant', 'inventory_delay', { delay_ms: 6_000 });
  const answers = await inParallel(4, 4, () => orderOne());
  await crash.api.chaos('restaurant', 'inventory_delay', { delay_ms: 0 });
  const verdict = await verdictAtRest();

  for (const { status, body } of answers) {
    expect([status, body.code]).toEqual([503, 'dependency_unavailable']);
    expect(verdict.snapshot.orders.get(body.order_id)).toMatchObject({ status: 'failed' });
  }
  expect(objections(verdict)).toEqual({});
});

test('restaurant service dead: orders are refused, cancellations stand, and what is owed is given back', async () => {
  const [first = 0, ...others] = await confirmedOrders(4);
  const load = new Load(crash.api, [buyer], 2);
  await load.untilConfirmed(4);
  crash.faultOf = ({ dependency }) => (dependency === 'restaurant' ? 'refused' : undefined);
  const startedMs = performance.now();

  const cancelled = await inParallel(3, others.length, (i) => crash.api.cancel(others[i] ?? 0));
  const refused = await orderOne();
  await expect
    .poll(() => performance.now() - startedMs, { timeout: ROUNDS.restaurantDeadMs + 10_000, interval: 200 })
    .toBeGreaterThan(ROUNDS.restaurantDeadMs);
  await load.stop();
  const owed = (await judge(crash.stores, { bounds: DEFAULT_BOUNDS, settleMs: 0 })).snapshot;
  crash.faultOf = () => undefined;
  const [back, verdict] = await Promise.all([orderOne(), verdictAtRest()]);

  expect(countBy(cancelled, ({ status }) => status)).toEqual({ 200: others.length });
  expect(refused.status).toBe(503);
  for (const id of others) expect(owed.orders.get(id)).toMatchObject({ compensationDue: true });
  expect([200, 201, 503]).toContain(back.status);
  expect(load.brokenPromises(verdict.snapshot)).toEqual([]);
  expect(verdict.snapshot.orders.get(first)?.status).toBe('confirmed');
  expect(objections(verdict)).toEqual({});
});

test('PostgreSQL restarted under load: 503 while it is down, service within 5 s of its return', async () => {
  const load = new Load(crash.api, [buyer], 4);
  await load.untilConfirmed(8);
  await crash.engine.stopBackend('postgres');

  const take = await send('PUT', `${crash.api.urls.restaurant}/inventory/1`, { json: { quantity: 1 } });
  const placed = await orderOne();
  await crash.engine.startBackend('postgres');
  const backMs = performance.now();
  await expect.poll(async () => (await orderOne()).status, { timeout: 30_000, interval: 50 }).toBe(201);
  const tookMs = performance.now() - backMs;
  await load.stop();
  const verdict = await verdictAtRest();

  console.log(`served again ${seconds(tookMs)} after PostgreSQL was back`);
  expect([take.status, placed.status]).toEqual([503, 503]);
  expect(tookMs).toBeLessThan(BACK_WITHIN_MS);
  expect(load.brokenPromises(verdict.snapshot)).toEqual([]);
  expect(objections(verdict)).toEqual({});
});

test('the answer to every write of DynamoDB lost once: everything is done, and done once', async () => {
  const lost = new Set<string>();
  crash.faultOf = ({ dependency, isWrite, caller, written = '' }) => {
    if (dependency !== 'DynamoDB' || !isWrite || !caller || lost.has(written)) return undefined;
    lost.add(written);
    return 'answer dropped';
  };

  const ids = await confirmedOrders(12);
  const cancelled = await inParallel(4, 6, (i) => crash.api.cancel(ids[i] ?? 0));
  const verdict = await verdictAtRest();

  expect(countBy(cancelled, ({ status }) => status)).toEqual({ 200: 6 });
  expect(lost.size).toBeGreaterThanOrEqual(12 * 3 + 6 * 4);
  const ends = ids.map((id) => verdict.snapshot.orders.get(id)?.status ?? 'nowhere');
  expect(countBy(ends, String)).toEqual({ cancelled: 6, confirmed: 6 });
  expect(objections(verdict)).toEqual({});
});

test('Redis stopped in its tracks and resumed: nothing fails, and no copy stays wrong', async () => {
  const { backends } = (await send('GET', crash.engine.urls.engine)).body;
  const [kept = 0, given = 0] = await confirmedOrders(2);
  await inParallel(2, 2, (i) => crash.api.getOrder([kept, given][i] ?? 0));
  const thaw = await freeze(backends.redis);
  try {
    const answers = await inParallel(4, 8, () => orderOne());
    const cancel = await crash.api.cancel(given);
    const read = await crash.api.getOrder(given);

    expect(countBy(answers, ({ status }) => status)).toEqual({ 201: 8 });
    expect([cancel.status, read.body.status, read.headers['x-cache']]).toEqual([200, 'cancelled', 'bypass']);
  } finally {
    thaw();
  }

  // The copy of the menu is wrong until its stock changes again or it expires; that of the order, until recovery.
  expect((await orderOne()).status).toBe(201);
  await expect
    .poll(async () => objections(await verdictAtRest()), { timeout: 60_000, interval: 500 })
    .toEqual({});
  expect((await crash.api.getOrder(given)).body.status).toBe('cancelled');
});

test('a malformed message is put aside with its reason, and holds up no other', async () => {
  const { sqs, settings } = crash.stores;
  const QueueUrl = settings.RECOVERY_QUEUE_URL;
  const orderId = 1_000_000;
  const old = JSON.stringify({ order_id: orderId, since: Date.now() - 2 * TIMING.maxMessageAgeMs });
  const sound = JSON.stringify({ order_id: orderId + 1, since: Date.now() });

  for (const MessageBody of ['poison', old, sound])
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));

  const reasons = async () =>
    (await readDeadLetters(crash.stores)).map(({ reason, text }) => `${reason}: ${text}`).toSorted();
  await expect.poll(reasons, { timeout: 30_000 }).toEqual(['malformed: poison', `over_age: ${old}`]);
  await expect
    .poll(async () => (await readOrder(crash.stores, orderId + 1))?.status, { timeout: 30_000 })
    .toBe('void');
});
