import { afterAll, beforeAll, expect, test } from 'vitest';
import { concurrentOrders } from '#scenarios/catalog/concurrent-orders';
import { injectedDelay } from '#scenarios/catalog/injected-delay';
import { climb } from '#scenarios/ladder/climb';
import { rungsOf } from '#scenarios/ladder/rungs';
import type { Target } from '#scenarios/run/running-target';
import { openTarget } from '#scenarios/run/target';
import type { Scenario } from '#scenarios/scenario';
import { controlOf } from '#scenarios/verdict/control';
import { IS_FULL } from './rounds.ts';
import { RUN, run, runUnprotected, shortened } from './short-runs.ts';

/** Sold out before the fault is over. */
const soldOut = { ...shortened(concurrentOrders), stock: 120 };
const delayed = shortened(injectedDelay);

const LADDER = ['plain call', 'time limit', 'retry'];

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
test('on the ladder, impatient clients lose what patient ones wait for, and repeats are more requests', async () => {
  const rungs = rungsOf(delayed).filter(({ name }) => IS_FULL || LADDER.includes(name));
  const climbed = await climb(target, delayed, { ...RUN, onRung: () => undefined }, rungs);
  const [patient, hasty, repeating, breaking] = climbed.map(({ figures }) => figures);

  expect(climbed.map(({ rung, report }) => [rung.name, report.verdict])).toEqual(
    rungs.map(({ name }) => [name, expect.stringMatching(/^(PASS|FAIL)$/)]),
  );
  expect(patient).toMatchObject({ lost: { value: 0 }, sent: { value: 100 } });
  expect(patient?.p95Ms.value).toBeGreaterThan(1_000);
  expect(hasty?.lost.low).toBeGreaterThan(20);
  expect(hasty?.p95Ms.value).toBeLessThan(1_000);
  expect(repeating?.sent.value).toBeGreaterThan(120);
  expect(repeating?.lost.value).toBeLessThan(hasty?.lost.value ?? 0);
  if (breaking) expect(breaking.sent.value).toBeLessThan(repeating?.sent.value ?? 0);
});
test('concurrent-orders without its protection fails by its check', () => failsByItsCheck(soldOut));

async function failsByItsCheck(scenario: Scenario): Promise<void> {
  const report = await runUnprotected(target, scenario);

  expect(controlOf(report, scenario.control.turnsRed)).toMatchObject({ isRight: true });
}
