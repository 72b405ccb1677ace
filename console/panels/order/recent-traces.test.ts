import { expect, test } from 'vitest';
import { byOrders } from './recent-traces.ts';

const trace = (traceId: string, ...orderIds: number[]) => ({
  ...{ traceId, orderIds, name: '', startMs: 0, durationMs: 1, faults: [] },
});

test('batches are listed apart, and only a few of them, so that they hide no order', () => {
  const batches = Array.from({ length: 200 }, (_, at) => trace(`b${at}`, 1, 2, 3));
  const { single, batches: shown } = byOrders([...batches, trace('none'), trace('a', 7), trace('c', 8)]);

  expect(single.map(({ traceId }) => traceId)).toEqual(['a', 'c']);
  expect(shown).toHaveLength(10);
});
