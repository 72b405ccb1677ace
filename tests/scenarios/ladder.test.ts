import { afterAll, beforeAll, expect, test } from 'vitest';
import { injectedDelay } from '#scenarios/catalog/injected-delay';
import { type ClimbedRung, climb } from '#scenarios/ladder/climb';
import { rungsOf } from '#scenarios/ladder/rungs';
import type { Target } from '#scenarios/run/running-target';
import { openTarget } from '#scenarios/run/target';
import { IS_FULL } from './rounds.ts';
import { RUN, shortened } from './short-runs.ts';

const scenario = shortened(injectedDelay);
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

  expect(climbed.map(({ rung, report }) => [rung.name, report.verdict])).toEqual(
    rungs.map(({ name }) => [name, expect.stringMatching(/^(PASS|FAIL)$/)]),
  );
  expect(hasty?.lost.low).toBeGreaterThan(20);
  expect(hasty?.p95Ms.value).toBeLessThan(1_000);
  expect(repeating?.sent.value).toBeGreaterThan(120);
  expect(repeating?.lost.high).toBeLessThan(hasty?.lost.low ?? 0);
  if (!IS_FULL) return;
  expect(patient).toMatchObject({ lost: { value: 0 }, sent: { value: 100 } });
  expect(patient?.p95Ms.value).toBeGreaterThan(1_000);
  expect(breaking?.sent.value).toBeLessThan(repeating?.sent.value ?? 0);
});

const figuresOf = (climbed: readonly ClimbedRung[], name: string): ClimbedRung['figures'] | undefined =>
  climbed.find(({ rung }) => rung.name === name)?.figures;
