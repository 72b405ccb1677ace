import { expect, test } from 'vitest';
import { NO_HITS } from '#tests/support/faults/no-hits';
import { declinesAtRate } from './payment-failure.ts';
import { createFaultSwitches } from './switches.ts';

async function switchesAt(failPercent: number | undefined, enabled = true) {
  const settings = failPercent === undefined ? {} : { payment_fail: { fail_percent: failPercent } };
  const parameter = { get: async () => JSON.stringify(settings), put: async () => {} };
  const switches = createFaultSwitches(parameter, { service: 'order', enabled, ...NO_HITS, pollMs: 60_000 });
  await switches.current();
  return switches;
}

test('declines that share of the draws', async () => {
  const draw = (failPercent: number | undefined, random: number) =>
    switchesAt(failPercent).then((switches) => declinesAtRate(switches, () => random)());

  expect(await draw(30, 0.299)).toBe(true);
  expect(await draw(30, 0.3)).toBe(false);
  expect(await draw(100, 0.999)).toBe(true);
  expect(await draw(0, 0)).toBe(false);
  expect(await draw(undefined, 0)).toBe(false);
});

test('declines nothing where chaos is off', async () => {
  expect(declinesAtRate(await switchesAt(100, false))()).toBe(false);
});
