import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { concurrentOrders } from '#scenarios/catalog/concurrent-orders';
import { injectedDelay } from '#scenarios/catalog/injected-delay';
import { paymentFailure } from '#scenarios/catalog/payment-failure';
import type { RunReport } from '#scenarios/report/run-report';
import { runAndReport } from '#scenarios/run/run-and-report';
import type { Target } from '#scenarios/run/running-target';
import { openTarget } from '#scenarios/run/target';
import type { Scenario } from '#scenarios/scenario';
import { controlOf } from '#scenarios/verdict/control';
import type { ProtectionName } from '#shared/faults/protections/protection';

const shortened = (scenario: Scenario): Scenario => ({
  ...scenario,
  seconds: { steady: 3, fault: 6, recovery: 3 },
});
/** Their controls fail by different checks, so that one system serves for all, in this order. */
const SHORT = [paymentFailure, concurrentOrders, injectedDelay].map(shortened);

let target: Target;
beforeAll(async () => {
  target = await openTarget('engine', process.env);
});
afterAll(() => target?.[Symbol.asyncDispose]());

const run = (scenario: Scenario, unprotected?: ProtectionName): Promise<RunReport> =>
  runAndReport(target, scenario, {
    ...{ seed: 1, unprotected, signal: new AbortController().signal },
    onPhase: () => undefined,
    onSecond: () => undefined,
  });
const hitsOf = ({ faults }: RunReport) => faults.map(({ id, hits }) => [id, hits]);
const broken = ({ checks }: RunReport) => checks.filter(({ holds }) => !holds).map(({ name }) => name);

const passed = new Map<string, RunReport>();
test.each(SHORT)('$name passes', async (scenario) => {
  const report = await run(scenario);
  passed.set(scenario.name, report);

  expect(report.verdict, report.sentence).toBe('PASS');
  expect(report.honesty).toMatchObject({ cold_starts: expect.any(Number), throttles: 0 });
});

test('the same seed has the same verdict and the same hits', async () => {
  const report = await run(shortened(paymentFailure));
  const before = passed.get(paymentFailure.name);

  expect(hitsOf(report)[0]?.[1]).toBeGreaterThan(0);
  expect([report.verdict, hitsOf(report)]).toEqual([before?.verdict, before && hitsOf(before)]);
});

test('a fault that never acts proves nothing', async () => {
  const { seconds, ...scenario } = shortened(paymentFailure);
  const report = await run({
    ...scenario,
    seconds: { ...seconds, fault: 2 },
    answers: [],
    faults: [{ point: 'order.payments.charge', mode: 'decline', match: { user_id: 1 } }],
  });

  expect([report.verdict, broken(report)]).toEqual(['INCONCLUSIVE', ['fault scenario-1']]);
});

describe('without its protection', () => {
  test.each(SHORT)('$name fails by its check', async (scenario) => {
    const report = await run(scenario, scenario.control.protection);

    expect(controlOf(report, scenario.control.turnsRed)).toMatchObject({ isRight: true });
  });
});
