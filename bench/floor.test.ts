import { expect, test } from 'vitest';
import type { Cell } from './cell.ts';
import { floorOf } from './floor.ts';

const cell = (row: string, some: Partial<Cell>): Cell => ({
  row,
  connections: 8,
  seconds: 3,
  answers: 300,
  perSecond: 100,
  latencyMs: { p50: 1, p95: 2, p99: 3 },
  errors: {},
  cpuMsPerAnswer: 1,
  ...some,
});
const STORES = { dynamodb: 1.8, sqs: 0.6, postgres: 0.7, redis: 0.1 };
const FUNCTIONS = { 'order/get-health': 0.25, 'user/get-health': 0.2, 'restaurant/get-health': 0.4 };
const PARTS = cell('order-parts', {
  clientCpuMsPerAnswer: 0.5,
  cpuMsByPart: { ...STORES, ...FUNCTIONS, engine: 1.25, 'order/recover-order': 0.3 },
});
const HOP = cell('empty-handler', { clientCpuMsPerAnswer: 0.04 });

test('an order costs at least its calls at the stores, four endpoints, the engine between them, and calling all but the first', () => {
  const floor = floorOf([PARTS, HOP]);

  expect(floor?.terms.map(({ what, ms }) => [what, ms.toFixed(2)])).toEqual([
    ['dynamodb', '1.80'],
    ['sqs', '0.60'],
    ['postgres', '0.70'],
    ['redis', '0.10'],
    ['engine', '1.25'],
    ['4 endpoints that do nothing', '0.85'],
    ['calling them and the stores', '0.46'],
  ]);
  expect(floor?.ms).toBeCloseTo(5.76);
});

test.each([
  ['its parts', [HOP]],
  ['what a call takes', [PARTS]],
  ['processor time', [{ ...PARTS, cpuMsByPart: undefined }, HOP]],
  ['the same connections', [{ ...PARTS, connections: 32 }, HOP]],
])('there is no floor without %s', (_, cells) => {
  expect(floorOf(cells as Cell[])).toBeUndefined();
});
