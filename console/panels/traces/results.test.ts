import { expect, test } from 'vitest';
import { KeptTrace } from '#local/traces/kept-trace';
import type { TraceSummary } from '#shared/console/traces';
import { resultsOf } from './results.ts';

/** As the store of traces reads it. */
function summaryOf(attributes: Readonly<Record<string, string>>, httpStatus = 200): TraceSummary {
  const trace = new KeptTrace('a'.repeat(32));
  const entries = Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));
  const status = { key: 'http.response.status_code', value: { intValue: httpStatus } };
  trace.addSpan(
    { name: 'x', attributes: [status, ...entries], endTimeUnixNano: '2000000' },
    'order',
    1_000_000,
  );
  return trace.summary();
}
const shown = (summary: TraceSummary) =>
  resultsOf(summary)
    .filter(({ kind }) => kind !== 'status')
    .map(({ kind, text, isBad }) => [kind, text, isBad]);

test.each([
  ['failed', 'payment_failed', ['order', 'failed: payment_failed', true]],
  ['confirmed', 'confirmed', ['order', 'confirmed', false]],
  ['cancelled', 'confirmed', ['order', 'cancelled', false]],
])('an order that is %s is named, since its answer may be no error', (status, outcome, expected) => {
  const summary = summaryOf({ 'food.order.status': status, 'food.order.outcome': outcome });

  expect(summary.errors).toBe(0);
  expect(shown(summary)).toEqual([expected]);
});

test('the code of the error answered is named, unless the order names it or the answer is no error', () => {
  const undecided = { 'food.order.status': 'pending', 'food.problem.code': 'order_undecided' };
  const outOfStock = { 'food.order.status': 'failed', 'food.order.outcome': 'out_of_stock' };

  expect(shown(summaryOf(undecided, 504))).toEqual([
    ['order', 'pending', false],
    ['problem', 'order_undecided', true],
  ]);
  expect(shown(summaryOf({ ...outOfStock, 'food.problem.code': 'out_of_stock' }, 400))).toHaveLength(1);
  expect(shown(summaryOf({ 'food.problem.code': 'dependency_timeout' }, 201))).toEqual([]);
});

test.each([
  ['acted', false],
  ['postponed', false],
  ['redelivered', true],
  ['dead_letter', true],
])('a recovery message that ended as %s', (outcome, isBad) => {
  expect(shown(summaryOf({ 'food.recovery.outcome': outcome }))).toEqual([['recovery', outcome, isBad]]);
});

test('a trace that changes no order names none', () => {
  expect(shown(summaryOf({}))).toEqual([]);
  expect(resultsOf(summaryOf({}, 503))).toEqual([{ kind: 'status', text: '503', isBad: true }]);
});
