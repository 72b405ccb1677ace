import { expect, test } from 'vitest';
import { exampleReport } from '../report/example-report.ts';
import { compareRuns } from './compare-runs.ts';
import { differencesOf } from './differences.ts';
import { shareInterval } from './share-interval.ts';

const report = exampleReport();
const slower = exampleReport({
  seconds: report.seconds.map((second) => ({ ...second, p95_ms: second.s > 9 && second.s < 20 ? 400 : 80 })),
});

test('a run does not differ from itself', () => {
  expect(compareRuns(report, report).some(({ differs }) => differs)).toBe(false);
});

test('a phase that is slower in every second differs, and no other', () => {
  const differing = compareRuns(report, slower).filter(({ differs }) => differs);

  expect(differing.map(({ phase, figure }) => `${phase} ${figure}`)).toEqual(['fault p95']);
  expect(differing[0]?.other).toMatchObject({ value: 400 });
});

test('failures differ where their intervals do not meet', () => {
  const failing = exampleReport({ seconds: report.seconds.map((second) => ({ ...second, failed: 5 })) });

  expect(
    compareRuns(report, failing)
      .filter(({ differs }) => differs)
      .map(({ figure }) => figure),
  ).toEqual(['failed', 'failed', 'failed']);
});

test('what differs in scenario, target, machine or load is not compared', () => {
  expect(differencesOf(report, report)).toEqual([]);
  expect(differencesOf(report, { ...report, target: 'localstack' })).toEqual([
    'the target differs: engine, and localstack',
  ]);
  expect(differencesOf(report, { ...report, load: 'another' })).toHaveLength(1);
  expect(differencesOf(report, { ...report, machine: { ...report.machine, cpus: 8 } })).toHaveLength(1);
});

test("Wilson's interval: none of ten may be up to 28 %", () => {
  expect(shareInterval(0, 10).high).toBeCloseTo(27.75, 1);
  expect(shareInterval(5, 10)).toMatchObject({ percent: 50 });
  expect(shareInterval(0, 0)).toEqual({ percent: 0, low: 0, high: 100 });
});
