import { expect, test } from 'vitest';
import { needsAnother, type Waiting } from './growth.ts';

const PROCESSORS = 2;

const CALM: Waiting = { environments: 2, starting: 0, unbrokenMs: 100, longWaits: 0, idleShare: 0 };

test.each<[string, Partial<Waiting>, boolean]>([
  ['one while processors are left, and calls wait without a break', { environments: 1 }, true],
  ['none while the queue empties now and then', { environments: 1, unbrokenMs: 99, idleShare: 1 }, false],
  ['none beyond the processors while they are busy', { unbrokenMs: 5_000, idleShare: 0.24 }, false],
  ['none beyond them where calls wait for long once, such as for a start', { longWaits: 2 }, false],
  ['one beyond them where calls wait for long again and again', { longWaits: 3 }, true],
  ['one beyond them where they are idle', { environments: 3, idleShare: 0.25 }, true],
  ['none beyond them before the last one is ready', { starting: 1, longWaits: 9, idleShare: 1 }, false],
  [
    'none where they are idle and the queue empties now and then',
    { environments: 3, unbrokenMs: 99, idleShare: 1 },
    false,
  ],
])('calls need %s', (_what, waiting, another) => {
  expect(needsAnother({ ...CALM, ...waiting }, PROCESSORS)).toBe(another);
});
