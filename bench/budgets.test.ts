import { expect, test } from 'vitest';
import { judge } from './budgets.ts';
import type { Cell } from './cell.ts';

const cell = (row: string, connections: number, some: Partial<Cell> = {}): Cell => ({
  row,
  connections,
  seconds: 3,
  answers: 300,
  perSecond: 100,
  latencyMs: { p50: 1, p95: 2, p99: 3 },
  errors: {},
  cpuMsPerAnswer: 1,
  ...some,
});
const verdicts = (work: string, ...cells: Cell[]) =>
  judge({ cells })
    .filter((verdict) => verdict.work === work && verdict.met !== undefined)
    .map(({ demand, measured, met }) => [demand, measured, met]);

test('compares with the original, by throughput and by processor time', () => {
  expect(verdicts('GET /menus', cell('list-menus', 8, { perSecond: 1836, cpuMsPerAnswer: 0.5 }))).toEqual([
    ["≥ 4 × the original's 459/s", '1,836/s = 4.0 ×', true],
    ['≤ 0.45 ms CPU per answer', '0.50 ms (original 2.3 ms: 4.6 × less)', false],
  ]);
  expect(verdicts('POST /login', cell('login', 8, { perSecond: 25 }))).toEqual([
    ["≥ 6 × the original's 4.3/s", '25.0/s = 5.8 ×', false],
  ]);
});

test('an error or a drop at many connections is a budget not met', () => {
  const eight = cell('place-order', 8, { perSecond: 200, cpuMsPerAnswer: undefined });
  const at32 = (some: Partial<Cell>) =>
    verdicts('POST /orders', eight, cell('place-order', 32, some)).at(-1)?.[2];

  expect(at32({ perSecond: 181 })).toBe(true);
  expect(at32({ perSecond: 179 })).toBe(false);
  expect(at32({ perSecond: 200, errors: { 'status 504': 1 } })).toBe(false);
});

test('a hot row is measured by what the database can do', () => {
  const hotRow = (perSecond: number) =>
    verdicts(
      'PUT /inventory/{id}, one hot row',
      cell('deduct', 8, { perSecond }),
      cell('lock-update', 8, { perSecond: 1000 }),
    );

  expect(hotRow(750).at(-1)).toEqual(['≥ 75 % of lock + update of a row', '75 % of 1,000/s', true]);
  expect(hotRow(740).at(-1)?.[2]).toBe(false);
});

test('an order has a budget, a goal beyond it, and a floor that it is compared with', () => {
  const parts = [
    cell('order-parts', 8, { cpuMsByPart: { dynamodb: 4, engine: 2 }, clientCpuMsPerAnswer: 0 }),
    cell('empty-handler', 8, { clientCpuMsPerAnswer: 0 }),
  ];
  const order = (perSecond: number, cpuMsPerAnswer: number) =>
    judge({ cells: [cell('place-order', 8, { perSecond, cpuMsPerAnswer }), ...parts] })
      .filter(({ work, met }) => work === 'POST /orders' && met !== undefined)
      .map(({ measured, met, goalMet }) => [measured, met, goalMet]);

  expect(order(190, 8.5)).toEqual([
    ["190/s = 20.2 × the original's", true, true],
    ['8.50 ms (original 99 ms: 11.6 × less)', true, true],
    ['71 %: 6.00 ms of 8.50 ms', true, true],
  ]);
  expect(order(150, 10.9).map(([, ...met]) => met)).toEqual([
    [true, false],
    [true, false],
    [true, false],
  ]);
  expect(order(149, 11.1).map(([, ...met]) => met)).toEqual([
    [false, false],
    [false, false],
    [false, false],
  ]);
});

test('the first order of a system has a budget of its own', () => {
  const first = (ms: number) =>
    judge({ cells: [], firstOrder: { ms, starts: [ms] } }).find(({ work }) => work.startsWith('first order'))
      ?.met;

  expect([first(250), first(251), first(Number.NaN)]).toEqual([true, false, false]);
});

test('what was not measured is neither met nor missed', () => {
  expect(new Set(judge({ cells: [] }).map(({ met }) => met))).toEqual(new Set([undefined]));
});

test('a start with a new clone contains the bundling', () => {
  const startup = { firstMs: 8_000, secondMs: 3_000, buildMs: 2_500, bundles: [], idleBytes: 1 };

  const start = judge({ cells: [], startup }).filter(({ work }) => work.startsWith('npm start'));

  expect(start.map(({ measured, met }) => [measured, met])).toEqual([
    ['10.5 s', false],
    ['3.0 s', true],
  ]);
});
