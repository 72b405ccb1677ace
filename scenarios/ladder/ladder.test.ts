import { expect, test } from 'vitest';
import { SCENARIOS } from '../catalog/all.ts';
import { retryStorm } from '../catalog/retry-storm.ts';
import { lostRequests } from './lost-requests.ts';
import { onRung, rungsOf } from './rungs.ts';

type Section = Parameters<typeof lostRequests>[0][number];
type Outcomes = Readonly<Record<string, number>>;

/** A section of first orders and of repeats. */
function section(name: string, first: Outcomes, repeats: Outcomes = {}): Section {
  const step = (label: string, outcomes: Outcomes) => ({
    ...{ journey: 'order', step: label, outcomes },
    ended: Object.values(outcomes).reduce((sum, count) => sum + count, 0),
  });
  const steps = [step('place-order', first), step('place-order again', repeats)];
  return { name, started_at_ms: 0, steps } as unknown as Section;
}

test('a request is lost where no repeat of it is answered, and what was before the fault does not count', () => {
  const found = lostRequests([
    section('steady', { '503': 9 }),
    section('fault', { '201 confirmed': 2, '503': 3, 'no answer: timeout': 1 }, { '503': 4 }),
    section('pause', {}, { '409 order_in_progress': 1, '201 confirmed': 1 }),
    section('recovery', { '201 confirmed': 3, '400 out_of_stock': 1 }, { '201 failed': 1 }),
  ]);

  expect(found).toEqual({ lost: 2, wanted: 10 });
});

test('each rung has what the rungs before it have, as the scenario says of its clients', () => {
  const { retries, timeout_ms } = retryStorm.load;
  const loads = rungsOf(retryStorm).map((rung) => onRung(retryStorm, rung).load);

  expect(loads.map((load) => Object.keys(load).length)).toEqual([4, 4, 4, 5, 6]);
  expect(loads[0]).toMatchObject({ timeout_ms: 30_000, retries: { most: 0 } });
  expect(loads[1]).toMatchObject({ timeout_ms, retries: { most: 0 } });
  expect(loads[4]).toMatchObject({ timeout_ms, retries, bulkhead: 5 });
});

test.each(SCENARIOS)('the rungs of $name differ in their clients only', (scenario) => {
  for (const rung of rungsOf(scenario)) {
    const { load, ...others } = onRung(scenario, rung);
    const { load: before, ...same } = scenario;

    expect(others).toEqual(same);
    expect(load.journeys).toEqual(before.journeys);
  }
});
