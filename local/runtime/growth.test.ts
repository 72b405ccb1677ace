import { expect, test } from 'vitest';
import { isIdle, needsAnother, type Waiting } from './growth.ts';

const PROCESSORS = 2;

const CALM: Waiting = { environments: 2, starting: 0, unbrokenMs: 100, longWaits: 0, idleTimes: 0 };

test.each<[string, Partial<Waiting>, boolean]>([
  ['one while processors are left, and calls wait without a break', { environments: 1 }, true],
  ['none while the queue empties now and then', { environments: 1, unbrokenMs: 99, idleTimes: 9 }, false],
  ['none beyond the processors while they are busy', { unbrokenMs: 5_000 }, false],
  ['none beyond them where calls wait for long once, such as for a start', { longWaits: 2 }, false],
  ['one beyond them where calls wait for long again and again', { longWaits: 3 }, true],
  ['none beyond them where they are idle for a moment, such as before a load', { idleTimes: 2 }, false],
  ['one beyond them where they stay idle', { environments: 3, idleTimes: 3 }, true],
  ['none beyond them before the last one is ready', { starting: 1, longWaits: 9, idleTimes: 9 }, false],
  [
    'none where they are idle and the queue empties now and then',
    { environments: 3, unbrokenMs: 99, idleTimes: 9 },
    false,
  ],
])('calls need %s', (_what, waiting, another) => {
  expect(needsAnother({ ...CALM, ...waiting }, PROCESSORS)).toBe(another);
});

test.each([
  [0.49, 2, false],
  [0.5, 2, true],
  [0.12, 8, false],
  [0.13, 8, true],
])('a share of %d of %d processors is as much as one: %j', (share, processors, idle) => {
  expect(isIdle(share, processors)).toBe(idle);
});
