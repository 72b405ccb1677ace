import { expect, test } from 'vitest';
import { KeptTrace, type TraceSummary } from './kept-trace.ts';
import { traceTable } from './pages/trace-table.ts';

function summaryWith(status?: string, outcome?: string): TraceSummary {
  const trace = new KeptTrace('a'.repeat(32));
  const attributes = Object.entries({ 'food.order.status': status, 'food.order.outcome': outcome }).flatMap(
    ([key, stringValue]) => (stringValue === undefined ? [] : [{ key, value: { stringValue } }]),
  );
  trace.addSpan({ name: 'POST /orders', attributes, endTimeUnixNano: '2000000' }, 'order', 1_000_000);
  return trace.summary();
}

test.each([
  [
    summaryWith('failed', 'payment_failed'),
    'failed: payment_failed',
    /<span class="tag bad"[^>]*>order failed: payment_failed</,
  ],
  [summaryWith('confirmed', 'confirmed'), 'confirmed', /<span class="tag"[^>]*>order confirmed</],
  [summaryWith('cancelled', 'confirmed'), 'cancelled', /<span class="tag"[^>]*>order cancelled</],
])('the list says how an order stands, since its answer may be no error: %#', (summary, text, tag) => {
  expect(summary).toMatchObject({ order: text, errors: 0 });
  expect(traceTable([summary], 1).text).toMatch(tag);
});

const withAttributes = (attributes: Readonly<Record<string, string>>, httpStatus: number): TraceSummary => {
  const trace = new KeptTrace('a'.repeat(32));
  const entries = Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));
  const status = { key: 'http.response.status_code', value: { intValue: httpStatus } };
  trace.addSpan(
    { name: 'x', attributes: [status, ...entries], endTimeUnixNano: '2000000' },
    'order',
    1_000_000,
  );
  return trace.summary();
};

test.each([
  [
    'order_undecided',
    withAttributes({ 'food.order.status': 'pending', 'food.problem.code': 'order_undecided' }, 504),
  ],
  ['already_cancelled', withAttributes({ 'food.problem.code': 'already_cancelled' }, 400)],
])('the list shows the code of the error answered: %s', (code, summary) => {
  expect(traceTable([summary], 1).text).toMatch(new RegExp(`<span class="tag bad"[^>]*>${code}<`));
});

test('a code that the state of the order repeats, or of an answer that is no error, is left out', () => {
  const outcome = { 'food.order.status': 'failed', 'food.order.outcome': 'out_of_stock' };
  const refused = withAttributes({ ...outcome, 'food.problem.code': 'out_of_stock' }, 400);
  const repeated = withAttributes({ 'food.problem.code': 'dependency_timeout' }, 201);

  expect(traceTable([refused], 1).text).not.toContain('Code of the error answered');
  expect(traceTable([repeated], 1).text).not.toContain('dependency_timeout');
});

test.each([
  ['acted', false],
  ['postponed', false],
  ['redelivered', true],
  ['dead_letter', true],
])('the list shows how a recovery message ended: %s', (outcome, isBad) => {
  const { text } = traceTable([withAttributes({ 'food.recovery.outcome': outcome }, 200)], 1);

  expect(text).toMatch(new RegExp(`<span class="tag${isBad ? ' bad' : ''}"[^>]*>recovery ${outcome}<`));
});

test('a trace that changes no order says nothing of one', () => {
  expect(summaryWith().order).toBeUndefined();
  expect(traceTable([summaryWith()], 1).text).not.toContain('order ');
});
