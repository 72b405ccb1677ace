import { afterAll, beforeAll, expect, test } from 'vitest';
import { injectedDelay } from '#scenarios/catalog/injected-delay';
import { type ClimbedRung, climb } from '#scenarios/ladder/climb';
import { rungsOf } from '#scenarios/ladder/rungs';
import type { Target } from '#scenarios/run/running-target';
import { openTarget } from '#scenarios/run/target';
import type { Scenario } from '#scenarios/scenario';
import { IS_FULL } from './rounds.ts';
import { RUN, shortened } from './short-runs.ts';

/** Clients that are patient enough for a machine with other work, and a fault that is longer. */
const scenario: Scenario = {
  ...shortened(injectedDelay),
  // functions that have much to do may learn of the fault a second late
  seconds: { steady: 2, fault: 6, recovery: 2 },
  rate: 3,
  load: { ...injectedDelay.load, timeout_ms: 1_500 },
  faults: injectedDelay.faults.map((rule) => ({ ...rule, ms: 1_700 })),
};
const SHORT = ['time limit', 'retry'];

let target: Target;
beforeAll(async () => {
  target = await openTarget('engine', process.env);
});
afterAll(() => target?.[Symbol.asyncDispose]());

test('impatient clients lose what patient ones wait for, repeats bring it back for more requests, and a breaker saves them', async () => {
  const rungs = rungsOf(scenario).filter(({ name }) => IS_FULL || SHORT.includes(name));
  const climbed = await climb(target, scenario, { ...RUN, onRung: () => undefined }, rungs);
  const [patient, hasty, repeating, breaking] = ['plain call', 'time limit', 'retry', 'breaker'].map((name) =>
    figuresOf(climbed, name),
  );

  // Cold functions may make the first rung INCONCLUSIVE; what is lost is counted from the fault on.
  expect(hasty?.lost.low, JSON.stringify(climbed.map(seenOn))).toBeGreaterThan(20);
  expect(hasty?.p95Ms.value).toBeLessThan(1_700);
  expect(repeating?.sent.value).toBeGreaterThan(120);
  expect(repeating?.lost.high).toBeLessThan(hasty?.lost.low ?? 0);
  if (!IS_FULL) return;
  expect(patient).toMatchObject({ lost: { value: 0 }, sent: { value: 100 } });
  expect(patient?.p95Ms.value).toBeGreaterThan(1_700);
  expect(breaking?.sent.value).toBeLessThan(repeating?.sent.value ?? 0);
});

/** What is shown of a run where an assertion fails. */
const seenOn = ({ rung, figures, report: { verdict, sentence, faults } }: ClimbedRung) => ({
  ...{ name: rung.name, figures, verdict, sentence },
  hits: faults.map(({ id, hits }) => [id, hits]),
});

const figuresOf = (climbed: readonly ClimbedRung[], name: string): ClimbedRung['figures'] | undefined =>
  climbed.find(({ rung }) => rung.name === name)?.figures;
