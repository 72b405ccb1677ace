import { expect, test } from 'vitest';
import { throttlesOf } from './honesty-of.ts';

const throttling = (hits: number | undefined) => ({
  ...{ id: 'rule', service: 'order' as const, hits },
  rule: { mode: 'throttled', point: 'order.orders.put' },
});
const slow = { ...throttling(9), rule: { mode: 'latency', point: 'order.orders.put' } };
const functions = { coldStarts: 1, throttled: 2 };

test('refused calls and throttled tries are counted together, and no other fault', () => {
  expect(throttlesOf({ functions, faults: [] })).toBe(2);
  expect(throttlesOf({ functions, faults: [throttling(3), slow, throttling(4)] })).toBe(9);
});

test('throttles are not known where no engine counts, or where the hits are not known', () => {
  expect(throttlesOf({ functions: undefined, faults: [throttling(3)] })).toBeNull();
  expect(throttlesOf({ functions, faults: [throttling(undefined), throttling(3)] })).toBeNull();
});
