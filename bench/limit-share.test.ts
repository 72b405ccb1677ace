import { expect, test } from 'vitest';
import type { Cell } from './cell.ts';
import { limitShare } from './limit-share.ts';

const cell = (row: string, connections: number, perSecond: number, cpuMsPerAnswer = 1): Cell => ({
  row,
  connections,
  seconds: 3,
  answers: 300,
  perSecond,
  latencyMs: { p50: 1, p95: 2, p99: 3 },
  errors: {},
  cpuMsPerAnswer,
  clientCpuMsPerAnswer: 0,
});

test('a row is compared with its limit at the same number of connections', () => {
  const limits = [
    cell('empty-handler', 1, 1000),
    cell('empty-handler', 8, 6000),
    cell('lock-update', 8, 1500),
  ];

  expect(limitShare(cell('get-menu', 8, 3000), limits)).toBe('50 % of empty-handler');
  expect(limitShare(cell('deduct', 8, 1200), limits)).toBe('80 % of lock-update');
  expect(limitShare(cell('get-menu', 32, 3000), limits)).toBe('');
  expect(limitShare(cell('chaos-switch', 1, 1), limits)).toBe('');
});

test('an order is compared with the sum of its parts, by processor time', () => {
  const all = { ...cell('order-parts', 8, 300), cpuMsByPart: { dynamodb: 4, engine: 2 } };
  const parts = [all, cell('empty-handler', 8, 1000)];

  expect(limitShare(cell('place-order', 32, 100, 12), parts)).toBe('the floor is 50 %');
  expect(limitShare(cell('place-order', 32, 100, 12), parts.slice(1))).toBe('');
});
