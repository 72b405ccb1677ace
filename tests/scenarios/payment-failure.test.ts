import { afterAll, beforeAll, expect, test } from 'vitest';
import { HAS_PROC } from '#local/host/process-facts';
import { commandLine } from '#local/host/process-identity';
import { treeOf } from '#local/host/process-tree';
import { connectStores } from '#oracle/stores/connect';
import { paymentFailure } from '#scenarios/catalog/payment-failure';
import type { RunReport } from '#scenarios/report/run-report';
import type { Target } from '#scenarios/run/running-target';
import { openTarget } from '#scenarios/run/target';
import type { Scenario } from '#scenarios/scenario';
import { controlOf } from '#scenarios/verdict/control';
import { IS_FULL } from '#tests/support/full';
import { freeze } from '#tests/support/programs/freeze';
import { brokenChecks, hitsOf, run, runUnprotected, shortened } from './short-runs.ts';

const REPEATS = IS_FULL ? 9 : 1;
const FROZEN_MS = 2_000;
const scenario = { ...shortened(paymentFailure), rate: 6 };
const ANY = { failedPercent: 100, p95Ms: 60_000 };
/** For what shows in the first seconds. The steady state is judged when it ends, and its last second may be reported after that. */
const shortest: Scenario = {
  ...scenario,
  ...{ seconds: { steady: 3, fault: 2, recovery: 1 }, answers: [], isContinuous: true },
  // how fast a busy machine is in one second decides nothing here
  limits: { steady: ANY, fault: ANY, recovery: ANY },
};

let target: Target;
beforeAll(async () => {
  target = await openTarget('engine', process.env);
});
afterAll(() => target?.[Symbol.asyncDispose]());

// The first run of a system meets cold functions, which do not matter here.
test('a store that cannot be read is an error, and no verdict', async () => {
  using stores = connectStores({
    ...target.stores.settings,
    AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1',
  });

  await expect(run({ ...target, stores }, shortest)).rejects.toThrow(
    /^SQS at 127\.0\.0\.1:1 cannot be read: /,
  );
});

let first: RunReport;
test('it passes', async () => {
  first = await run(target, scenario);

  expect(first.verdict, first.sentence).toBe('PASS');
  expect(hitsOf(first)[0]?.[1]).toBeGreaterThan(0);
  const { charged = 0, refunded = 0, owed, pending } = first.conservation.at(-1) ?? {};
  expect({ kept: charged - refunded, pending }).toEqual({ kept: owed, pending: 0 });
});

test(`the same seed has the same verdict and the same hits in ${1 + REPEATS} runs`, async () => {
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const report = await run(target, scenario);

    expect([report.verdict, hitsOf(report)], report.sentence).toEqual([first.verdict, hitsOf(first)]);
  }
}, 1_800_000);

test('a fault that never acts proves nothing', async () => {
  const report = await run(target, {
    ...shortest,
    faults: [{ point: 'order.payments.charge', mode: 'decline', match: { user_id: 1 } }],
  });

  expect([report.verdict, brokenChecks(report)]).toEqual(['INCONCLUSIVE', ['fault scenario-1']]);
});

if (IS_FULL) {
  test.runIf(HAS_PROC)('a generator that gets no processor proves nothing', async () => {
    const starving: Promise<void>[] = [];
    const onPhase = (phase: string): void => {
      if (phase === 'steady state') starving.push(starveGenerator());
    };
    const report = await run(target, shortest, { onPhase });
    await Promise.all(starving);

    expect([report.verdict, brokenChecks(report)]).toEqual(['INCONCLUSIVE', ['honest load']]);
    expect(report.honesty.late_p99_ms).toBeGreaterThan(FROZEN_MS / 2);
  });
}

test('without compensation it fails by its check', async () => {
  const report = await runUnprotected(target, scenario);

  expect(controlOf(report, scenario.control.turnsRed)).toMatchObject({ isRight: true });
});

/** Stops the process of the load, which is a child of this one, for two seconds. */
async function starveGenerator(): Promise<void> {
  const children = treeOf(process.pid, '/proc') ?? [];
  const generator = children.find(({ pid }) => commandLine(pid)?.includes('/load/generator/process.ts'));
  const thaw = await freeze(generator?.pid);
  await new Promise((resolve) => setTimeout(resolve, FROZEN_MS));
  thaw();
}
