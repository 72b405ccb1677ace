import { expect, test } from 'vitest';
import { begunBy, byOrders } from './recent-traces.ts';

const trace = (traceId: string, ...orderIds: number[]) => ({
  ...{ traceId, orderIds, name: '', startMs: 0, durationMs: 1, faults: [] },
});

test('batches are listed apart, and only a few of them, so that they hide no order', () => {
  const batches = Array.from({ length: 200 }, (_, at) => trace(`b${at}`, 1, 2, 3));
  const { single, batches: shown } = byOrders([...batches, trace('none'), trace('a', 7), trace('c', 8)]);

  expect(single.map(({ traceId }) => traceId)).toEqual(['a', 'c']);
  expect(shown).toHaveLength(10);
});

test('of an instant, traces that begin later are left out, and the end of those that go on', () => {
  const one = { ...trace('a', 7), startMs: 100, durationMs: 10, order: 'failed', faults: ['payment_fail'] };
  const of = (untilMs: number) =>
    begunBy([one], untilMs).map(({ order, faults, isOpen }) => [order, faults.length, isOpen]);

  expect(of(99)).toEqual([]);
  expect(of(109)).toEqual([[undefined, 0, true]]);
  expect(of(110)).toEqual([['failed', 1, undefined]]);
});
