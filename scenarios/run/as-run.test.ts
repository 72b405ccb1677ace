import { expect, test } from 'vitest';
import { concurrentOrders } from '../catalog/concurrent-orders.ts';
import { injectedDelay } from '../catalog/injected-delay.ts';
import { asRun } from './as-run.ts';
import { loopOf, timelineOf } from './timeline.ts';

const PACE = { slowness: 4, warmUpSeconds: 20 };
const begun = (scenario: typeof concurrentOrders): number =>
  loopOf(scenario).phases.reduce((sum, phase) => sum + ('rate' in phase ? phase.rate * phase.seconds : 0), 0);

test('on the engine a scenario is run as it stands', () => {
  expect(asRun(injectedDelay, {})).toEqual(injectedDelay);
});

test('a longer fault moves what comes after it', () => {
  const long = timelineOf(asRun(injectedDelay, { faultSeconds: 110 }));

  expect(long.fault.toS - long.fault.fromS).toBe(110);
  expect(long.recovery.fromS).toBe(timelineOf(injectedDelay).recovery.fromS + 100);
});

test('at the pace of a slow target clients wait longer for fewer answers, and delays still outlast them', () => {
  const slow = asRun(injectedDelay, { pace: PACE });
  const [fault] = slow.faults;

  expect(slow.rate * slow.seconds.fault).toBe(injectedDelay.rate * injectedDelay.seconds.fault);
  expect(slow.rate).toBe(injectedDelay.rate / PACE.slowness);
  expect(slow.limits.steady.p95Ms).toBe(injectedDelay.limits.steady.p95Ms * PACE.slowness);
  expect(fault?.ms).toBeGreaterThan(slow.load.timeout_ms ?? Number.POSITIVE_INFINITY);
});

test('what sells out elsewhere sells out at any pace, after the steady state and before recovery', () => {
  const slow = asRun(concurrentOrders, { pace: PACE });
  const { recovery } = slow.seconds;
  const beforeFault = slow.rate * timelineOf(slow).steady.toS;
  const beforeRecovery = begun(slow) - slow.rate * recovery;

  expect(slow.stock).toBeGreaterThan(beforeFault);
  expect(slow.stock).toBeLessThan(beforeRecovery);
});
