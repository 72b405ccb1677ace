import { afterAll, beforeAll, expect, test } from 'vitest';
import { concurrentOrders } from '#scenarios/catalog/concurrent-orders';
import { injectedDelay } from '#scenarios/catalog/injected-delay';
import type { Target } from '#scenarios/run/running-target';
import { openTarget } from '#scenarios/run/target';
import type { Scenario } from '#scenarios/scenario';
import { controlOf } from '#scenarios/verdict/control';
import { run, runUnprotected, shortened } from './short-runs.ts';

/** Sold out before the fault is over. */
const soldOut = { ...shortened(concurrentOrders), rate: 14, stock: 100 };
/** Repeats of the fault end in the recovery, which has time for that on a machine with other work too. */
const delayed = { ...injectedDelay, seconds: { steady: 2, fault: 4, recovery: 10 } };

let target: Target;
beforeAll(async () => {
  target = await openTarget('engine', process.env);
});
afterAll(() => target?.[Symbol.asyncDispose]());

// In this order, as the first run meets cold functions, and stock that is lost stays so.
test('injected-delay without its protection fails by its check', () => failsByItsCheck(delayed));
test.each([delayed, soldOut])('$name passes', async (scenario) => {
  const { verdict, sentence } = await run(target, scenario);

  expect(verdict, sentence).toBe('PASS');
});
test('concurrent-orders without its protection fails by its check', () => failsByItsCheck(soldOut));

async function failsByItsCheck(scenario: Scenario): Promise<void> {
  const report = await runUnprotected(target, scenario);

  expect(controlOf(report, scenario.control.turnsRed)).toMatchObject({ isRight: true });
}
