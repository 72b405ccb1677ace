import { expect, test } from 'vitest';
import { brokenTimingRules, TIMING, TIMING_RULES } from './timing.ts';

test.each(TIMING_RULES.map(({ why }) => [why]))('%s', (why) => {
  expect(brokenTimingRules(TIMING).filter((broken) => broken.startsWith(why))).toEqual([]);
});

test.each([
  [{ placeOrderMs: 30_000 }, 'Recovery comes after everything place-order can still do.'],
  [{ pendingMs: 24_999 }, 'Recovery does not decide an order that place-order may still confirm.'],
  [{ pendingMs: 30_000 }, 'The first recovery message arrives past the deadline'],
  [{ cancelRecoveryDelayMs: 10_000 }, 'Recovery of a cancellation comes after'],
  [{ queueVisibilityMs: 20_000 }, 'A message stays hidden'],
  [{ undoMs: 3_001 }, 'A step forward that fails'],
  [{ placeOrderMs: 13_000 }, 'place-order can check token and menus'],
  [{ cancelOrderMs: 7_000 }, 'cancel-order can announce'],
  [{ recoveryCallMs: 16_000 }, 'When a call of recovery fails'],
  [{ recoveryCallMs: 4_999 }, 'Recovery waits at least as long'],
  [{ shortestRetryMs: 900_000 }, 'Doubling the shortest wait'],
  [{ longestRetryMs: 900_001 }, 'SQS accepts the longest wait'],
  [{ decidedWithinMs: 55_000 }, 'A pending order is decided in time'],
  [{ compensatedWithinMs: 920_000 }, 'What is owed is given back in time'],
  [{ maxMessageAgeMs: 900_000 }, 'Recovery retries many times'],
  [{ keyLifeMs: 86_399_999 }, 'An idempotency key lives as long'],
  [{ queueRetentionMs: 87_300_000 }, 'SQS keeps a message longer'],
])('%j breaks a rule', (change, why) => {
  expect(brokenTimingRules({ ...TIMING, ...change })).toContainEqual(expect.stringContaining(why));
});
