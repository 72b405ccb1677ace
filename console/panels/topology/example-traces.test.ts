import { expect, test, vi } from 'vitest';
import { EDGES, type EdgeId } from '#shared/console/topology';
import type { TraceSummary } from '#shared/console/traces';
import { SERVICE_NAMES } from '#shared/services';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '', pathname: '/' });
vi.stubGlobal('navigator', { language: 'en' });
const { exampleOf, tracesOver } = await import('./example-traces.ts');

test.each<[EdgeId, string]>([
  ['gateway-order', 'service=order'],
  ['queue-order', 'service=order&q=inspect+message'],
  ['order-user', 'service=order&q=validate+user'],
  ['restaurant-postgresql', 'service=restaurant&q=postgresql'],
])('requests over %s are found by %s', (edge, query) => {
  expect(tracesOver(edge)).toBe(query);
  expect(tracesOver(edge, 'slowest')).toBe(query);
  expect(tracesOver(edge, 'failed')).toBe(`${query}&error=1`);
});

test('every edge has a service of its own and, where it is not the way into one, a text', () => {
  for (const edge of EDGES) {
    const query = new URLSearchParams(tracesOver(edge));
    expect(SERVICE_NAMES).toContain(query.get('service'));
    expect(query.has('q'), edge).toBe(!edge.startsWith('gateway-'));
  }
});

test('the example is the slowest, or the newest of those that failed', () => {
  const traces = [5, 9, 7].map((durationMs) => ({ durationMs, traceId: `${durationMs}` }) as TraceSummary);

  expect(exampleOf(traces, 'slowest')?.traceId).toBe('9');
  expect(exampleOf(traces, 'failed')?.traceId).toBe('5');
  expect(exampleOf([], 'slowest')).toBeUndefined();
});
