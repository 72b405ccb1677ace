import { expect, test } from 'vitest';
import { findMode } from '#shared/faults/modes/find-mode';
import type { When } from '#shared/faults/modes/mode';
import { rulesInHeader, type Strike, strikeId } from './experiment.ts';

function strike(point: string, number: number, mode: string, when: When = 'instead'): Strike {
  const found = findMode(mode) ?? expect.fail(`no mode ${mode}`);
  return { mode: found, when, params: {}, at: { place: { shell: 'POST /orders', point, step: '' }, number } };
}

test('a strike hits the call that was meant, in all tries of its client', () => {
  expect(rulesInHeader([strike('order.payments.charge', 1, 'exception', 'after')])).toEqual([
    { point: 'order.payments.charge', mode: 'exception', when: 'after', times: 1 },
  ]);
  expect(rulesInHeader([strike('order.orders.update', 3, 'throttled')])).toEqual([
    { point: 'order.orders.update', mode: 'throttled', skip: 2, times: 2 },
  ]);
});

test('the last strike stands first, where the calls that an earlier one ends are counted for it', () => {
  const strikes = [
    strike('order.orders.update', 1, 'kill', 'before'),
    strike('order.orders.update', 2, 'kill', 'before'),
  ];

  expect(rulesInHeader(strikes).map(({ skip = 0 }) => skip)).toEqual([1, 0]);
  expect(strikes.map((_, at) => strikeId(strikes, at))).toEqual(['header-3', 'header-2']);
});

test('a strike that acts after calls is not held against those that failed', () => {
  const strikes = [
    strike('order.orders.update', 1, 'exception'),
    strike('order.orders.update', 2, 'exception', 'after'),
  ];

  expect(rulesInHeader(strikes).map(({ skip = 0 }) => skip)).toEqual([0, 0]);
});
