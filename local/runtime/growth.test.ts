import { expect, test } from 'vitest';
import { needsAnother, type Waiting } from './growth.ts';

const PROCESSORS = 2;

test.each<[string, Waiting, boolean]>([
  [
    'one while processors are left, and calls wait without a break',
    { environments: 1, unbrokenMs: 100, oldestMs: 5, idleShare: 0 },
    true,
  ],
  [
    'none while the queue empties now and then',
    { environments: 1, unbrokenMs: 99, oldestMs: 99, idleShare: 1 },
    false,
  ],
  [
    'none beyond the processors while they are busy',
    { environments: 2, unbrokenMs: 5_000, oldestMs: 39, idleShare: 0.24 },
    false,
  ],
  [
    'one beyond them where a call waits for long',
    { environments: 2, unbrokenMs: 40, oldestMs: 40, idleShare: 0 },
    true,
  ],
  [
    'one beyond them where they are idle',
    { environments: 3, unbrokenMs: 100, oldestMs: 5, idleShare: 0.25 },
    true,
  ],
  [
    'none where they are idle and the queue empties now and then',
    { environments: 3, unbrokenMs: 99, oldestMs: 5, idleShare: 1 },
    false,
  ],
])('calls need %s', (_what, waiting, another) => {
  expect(needsAnother(waiting, PROCESSORS)).toBe(another);
});
