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
const STORES = cell('order-stores', {
  clientCpuMsPerAnswer: 0.5,
  cpuMsByPart: { dynamodb: 1.8, sqs: 0.6, postgres: 0.7, redis: 0.1, engine: 9 },
});
const HOP = cell('empty-handler', { cpuMsPerAnswer: 0.2, clientCpuMsPerAnswer: 0.04 });
const ENDPOINT = cell('health', { cpuMsPerAnswer: 0.45 });

test('an order costs at least its calls at the stores, and four calls of endpoints, three of them from inside', () => {
  const floor = floorOf([STORES, HOP, ENDPOINT]);

  expect(floor?.terms.map(({ what, ms }) => [what, ms.toFixed(2)])).toEqual([
    ['dynamodb', '1.80'],
    ['sqs', '0.60'],
    ['postgres', '0.70'],
    ['redis', '0.10'],
    ['calling the stores', '0.50'],
    ['4 calls of an empty handler', '0.80'],
    ['calling 3 of them', '0.12'],
    ['what 4 endpoints take that do nothing', '1.00'],
  ]);
  expect(floor?.ms).toBeCloseTo(5.62);
});

test.each([
  ['the stores', [HOP, ENDPOINT]],
  ['the engine', [STORES, ENDPOINT]],
  ['an endpoint', [STORES, HOP]],
  ['processor time', [STORES, { ...HOP, cpuMsPerAnswer: undefined }, ENDPOINT]],
  ['the same connections', [STORES, { ...HOP, connections: 32 }, ENDPOINT]],
])('there is no floor without %s', (_, cells) => {
  expect(floorOf(cells)).toBeUndefined();
});
