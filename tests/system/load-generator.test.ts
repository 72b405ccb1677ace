import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'food-delivery-lambda/testing';
import { expect, inject, test } from 'vitest';
import type { Attempt, OrderAttempt } from '#load/history/attempt';
import { readHistory } from '#load/history/read-history';
import { JOURNEYS } from '#load/journeys/journeys';
import { startLoad } from '#load/load';
import { outcomeClass } from '#load/measure/outcome';
import type { Figures } from '#load/measure/sample';
import { mapValues } from '#shared/map-values';
import { SERVICES } from '#shared/services';
import { createApi } from '#tests/support/api/client';
import { target } from '#tests/support/targets/target';

const urls = inject('urls');
const api = createApi(urls);
const RATE = 8 / target.slowness;
const SECONDS = 3;
const MENU = 1;
const PORTIONS = 10_000;

/** What the service must say of an order after all that its client saw; undefined where the client does not know. */
function expectedState(attempts: readonly Attempt[], { acknowledged, order_id }: OrderAttempt) {
  const isCancelled = attempts.some(
    (each) => each.kind === 'cancel' && each.order_id === order_id && each.acknowledged,
  );
  return acknowledged && isCancelled
    ? { ...acknowledged, status: 'cancelled', payment_status: 'refunded' }
    : acknowledged;
}

test('every journey succeeds, faults travel with their phase, and the history agrees with the orders', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'food-delivery-'));
  await api.setStock(MENU, PORTIONS);
  const chaos = connect(urls);
  const phase = { kind: 'steady', rate: RATE, seconds: SECONDS * target.slowness } as const;
  await using load = startLoad({
    urls: mapValues(SERVICES, (_, name) => urls[name]),
    loop: {
      kind: 'open',
      phases: [
        { ...phase, name: 'whole' },
        {
          ...phase,
          name: 'declined',
          headers: chaos.header({ point: 'order.payments.charge', mode: 'decline' }),
        },
        {
          ...phase,
          name: 'broken',
          seconds: target.slowness, // too few failures to open a breaker, which later tests would meet
          headers: chaos.header({ point: 'restaurant.inventory.reserve', mode: 'exception' }),
        },
        { ...phase, name: 'rest', rate: 0 }, // time for retries
      ],
    },
    journeys: mapValues(JOURNEYS, () => 1),
    menus: { menus: MENU },
    users: 2,
    retries: { most: 1, backoff_ms: 10 },
    history: join(folder.path, 'history.jsonl'),
  });
  const result = await load.ended;
  const attempts: Attempt[] = [];
  for await (const attempt of readHistory(result.history ?? '')) attempts.push(attempt);
  const orders = attempts.filter((each) => each.kind === 'order');

  const problems = (figures: Figures | undefined): string[] =>
    Object.keys(figures?.outcomes ?? {}).filter((each) => outcomeClass(each) !== 'ok');
  const during = (name: string) => result.sections.find((each) => each.name === name)?.all;
  expect(new Set(result.steps.map(({ journey }) => journey))).toEqual(new Set(Object.keys(JOURNEYS)));
  expect([...problems(during('whole')), ...problems(during('declined'))]).toEqual([]);
  expect(during('whole')?.outcomes).not.toHaveProperty('201 failed');
  expect(during('declined')?.outcomes).toHaveProperty('201 failed');
  expect(problems(during('broken'))).toEqual(['503 dependency_unavailable']);

  for (const [key, tries] of Map.groupBy(orders, ({ idempotency_key }) => idempotency_key)) {
    // a client that waits to try again leaves when the load ends
    expect(tries.length, `tries of ${key}`).toBeLessThanOrEqual(tries[0]?.acknowledged ? 1 : 2);
    expect(new Set(tries.map(({ order_id }) => order_id)).size, `orders of ${key}`).toBe(1);
  }
  expect(result.steps.map(({ step }) => step)).toContain('place-order again');
  for (const attempt of orders) {
    const { body } = await api.getOrder(attempt.order_id ?? 0);
    expect(body).toMatchObject(expectedState(attempts, attempt) ?? { status: 'failed' });
  }
  const kept = orders.filter((attempt) => expectedState(attempts, attempt)?.status === 'confirmed');
  expect(kept.length).toBeGreaterThan(0);
  await expect.poll(() => api.stockOf(MENU)).toBe(PORTIONS - kept.length);
});
