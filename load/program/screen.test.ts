import { expect, test } from 'vitest';
import type { LoadResult } from '#load/measure/load-result';
import type { Sample } from '#load/measure/sample';
import { secondLine } from './second-line.ts';
import { summaryText } from './summary.ts';

const LATENCY = {
  intended: { p50: 8.04, p95: 20, p99: 1_999.6, max: 2_100 },
  sent: { p50: 7, p95: 19, p99: 30, max: 31 },
};
const ALL = { ended: 50, outcomes: { '201 confirmed': 48, '400 out_of_stock': 2 }, latency_ms: LATENCY };
const STEPS = [{ journey: 'order', step: 'place-order', ...ALL }];
const LATE = { p50: 0.5, p95: 1, p99: 1.2, max: 12 };
const SAMPLE: Sample = {
  ...{ second: 12, seconds: 1, at_ms: 0, section: 'steady', level: 50, begun: 50, dropped: 0, sent: 50 },
  ...{ in_flight: 3, all: ALL, steps: STEPS, late_ms: LATE, cpu_share: 0.034, rss_bytes: 1e8 },
};
const RESULT: LoadResult = {
  ...{ conclusion: 'conclusive', reasons: [], seed: 7, started_at_ms: 0, seconds: 30, begun: 50, dropped: 0 },
  ...{ sent: 50, all: ALL, steps: STEPS, sections: [], late_ms: LATE, cpu_share: 0.03, peak_rss_bytes: 1e8 },
};

test('a second is one line', () => {
  expect(secondLine(SAMPLE)).toBe(
    '    12 s  50 begun  3 in flight  p50/p95/p99 8.0/20/2000 ms (7.0/19/30 from send)  201 confirmed 48 · 400 out_of_stock 2  late 1.2 ms  CPU 3 %',
  );
  expect(secondLine({ ...SAMPLE, dropped: 4 })).toContain('  4 DROPPED  ');
});

test('the summary has a row for each step, and ends with the conclusion', () => {
  expect(summaryText(RESULT).split('\n')).toEqual([
    '30.0 s, seed 7: 50 journeys, 0 dropped, 50 requests',
    'Latency in ms, from when each request should have been sent:',
    'journey  step         ended  p50  p95  p99   max   p99 from send  outcomes',
    'order    place-order  50     8.0  20   2000  2100  30             201 confirmed 48 · 400 out_of_stock 2',
    'The generator: late 0.5/1.2/12 ms at p50/p99/most, 3 % of a processor, 100 MB',
    'Menus are sold out: npm run restock',
    'Conclusive: the generator kept up.',
  ]);
});

test('an inconclusive result says why', () => {
  const result: LoadResult = { ...RESULT, conclusion: 'inconclusive', reasons: ['one', 'two'] };

  expect(summaryText(result)).toMatch(
    /\nINCONCLUSIVE: one; two\. These figures are not those of the system\.$/,
  );
});
