import { expect, test } from 'vitest';
import { EdgeMeter } from './edge-meter.ts';

const START_MS = 1_000_000;

test('rates are those of the last ten whole seconds, and totals those of all time', () => {
  const meter = new EdgeMeter();
  for (let s = 0; s < 20; s++) {
    for (let call = 0; call < s; call++) meter.add(START_MS + s * 1_000 + call, 10, call === 0);
  }

  // the seconds 10 to 19: 145 calls, one of each second failed
  expect(meter.figures(START_MS + 20_000)).toMatchObject({ rate: 14.5, errors: 1, calls: 190, failed: 19 });
});

test('the second under way is not counted, and old ones are forgotten', () => {
  const meter = new EdgeMeter();
  meter.add(START_MS, 10, true);

  expect(meter.figures(START_MS + 500)).toMatchObject({ rate: 0, p95_ms: null, calls: 1 });
  expect(meter.figures(START_MS + 1_000)).toMatchObject({ rate: 0.1, errors: 0.1 });
  expect(meter.figures(START_MS + 11_000)).toMatchObject({ rate: 0, errors: 0, p95_ms: null, calls: 1 });
});

test.each([0.2, 1, 7.3, 48, 950, 29_000])('p95 of %s ms is within 3 percent', (ms) => {
  const meter = new EdgeMeter();
  for (let call = 0; call < 100; call++) meter.add(START_MS, call < 94 ? ms / 10 : ms, false);

  const { p95_ms } = meter.figures(START_MS + 1_000);

  expect(Math.abs((p95_ms ?? 0) - ms) / ms).toBeLessThan(0.03);
});

test('an open breaker is shown for three seconds', () => {
  const meter = new EdgeMeter();
  meter.breakerOpen(START_MS);

  expect(meter.figures(START_MS + 2_900)).toMatchObject({ breaker_open: true });
  expect(meter.figures(START_MS + 3_000)).not.toHaveProperty('breaker_open');
});
