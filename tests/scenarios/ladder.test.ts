import { afterAll, beforeAll, expect, test } from 'vitest';
import { injectedDelay } from '#scenarios/catalog/injected-delay';
import { type ClimbedRung, climb } from '#scenarios/ladder/climb';
import { rungsOf } from '#scenarios/ladder/rungs';
import type { Target } from '#scenarios/run/running-target';
import { openTarget } from '#scenarios/run/target';
import type { Scenario } from '#scenarios/scenario';
import { IS_FULL } from '#tests/support/full';
import { RUN } from './short-runs.ts';

const BROKEN = 4;
/** The first requests of the fault are answered 503, whenever they come, and no client is ever impatient. */
const failing: Scenario = {
  ...injectedDelay,
  seconds: { steady: 2, fault: 5, recovery: 3 },
  rate: 3,
  load: {
    ...injectedDelay.load,
    timeout_ms: 20_000,
    // once more than there are failures, so that no request can meet nothing else
    retries: { most: BROKEN, backoff_ms: 50 },
  },
  faults: [
    {
      ...{ point: 'order.handler', mode: 'status', status: 503, times: BROKEN },
      match: { route: '/orders', method: 'POST' },
    },
  ],
};

/** Clients that are patient enough for a machine with other work, and a fault that is longer. Enough requests that chance cannot decide. */
const delayed: Scenario = {
  ...injectedDelay,
  seconds: { steady: 2, fault: 20, recovery: 4 },
  rate: 4,
  load: { ...injectedDelay.load, timeout_ms: 1_500 },
  faults: injectedDelay.faults.map((rule) => ({ ...rule, ms: 1_700 })),
};

let target: Target;
beforeAll(async () => {
  target = await openTarget('engine', process.env);
});
afterAll(() => target?.[Symbol.asyncDispose]());

const climbAll = (scenario: Scenario, rungs = rungsOf(scenario)): Promise<readonly ClimbedRung[]> =>
  climb(target, scenario, { ...RUN, onRung: () => undefined }, rungs);

test('what clients lose who ask once, those who ask again get', async () => {
  const rungs = rungsOf(failing).filter(({ name }) => ['time limit', 'retry'].includes(name));
  const climbed = await climbAll(failing, rungs);
  const [once, again] = climbed.map(({ figures }) => figures);

  const seen = JSON.stringify(climbed.map(seenOn));
  expect(
    climbed.map(({ report }) => report.faults.map(({ hits }) => hits)),
    seen,
  ).toEqual([[BROKEN], [BROKEN]]);
  expect(once?.lost.value, seen).toBeGreaterThan(0);
  expect(again?.lost.value, seen).toBe(0);
  expect(again?.sent.value, seen).toBeGreaterThan(100);
});

if (IS_FULL) {
  test('impatient clients lose what patient ones wait for, repeats bring it back for more requests, and a breaker saves them', {
    timeout: 900_000,
  }, async () => {
    const climbed = await climbAll(delayed);
    const [patient, hasty, repeating, breaking] = ['plain call', 'time limit', 'retry', 'breaker'].map(
      (name) => figuresOf(climbed, name),
    );

    // Cold functions may make the first rung INCONCLUSIVE; what is lost is counted from the fault on.
    expect(hasty?.lost.low, JSON.stringify(climbed.map(seenOn))).toBeGreaterThan(20);
    expect(hasty?.p95Ms.value).toBeLessThan(1_700);
    expect(repeating?.sent.value).toBeGreaterThan(120);
    expect(repeating?.lost.high).toBeLessThan(hasty?.lost.low ?? 0);
    expect(patient?.lost.high).toBeLessThan(hasty?.lost.low ?? 0);
    expect(patient?.sent.value).toBe(100);
    expect(patient?.p95Ms.value).toBeGreaterThan(1_700);
    expect(breaking?.sent.value).toBeLessThan(repeating?.sent.value ?? 0);
  });
}

/** What is shown of a run where an assertion fails. */
const seenOn = ({ rung, figures, report: { verdict, sentence, faults } }: ClimbedRung) => ({
  ...{ name: rung.name, figures, verdict, sentence },
  hits: faults.map(({ id, hits }) => [id, hits]),
});

const figuresOf = (climbed: readonly ClimbedRung[], name: string): ClimbedRung['figures'] | undefined =>
  climbed.find(({ rung }) => rung.name === name)?.figures;
