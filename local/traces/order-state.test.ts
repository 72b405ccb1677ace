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

test('a trace that changes no order says nothing of one', () => {
  expect(summaryWith().order).toBeUndefined();
  expect(traceTable([summaryWith()], 1).text).not.toContain('order ');
});
