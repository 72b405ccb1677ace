import { expect, test } from 'vitest';
import { isSpare, needsAnother, type Waiting } from './growth.ts';

const PROCESSORS = 2;

const CALM: Waiting = { environments: 2, starting: 0, unbrokenMs: 100, longWaits: 0, spareTimes: 0 };

test.each<[string, Partial<Waiting>, boolean]>([
  ['one while processors are left, and calls wait without a break', { environments: 1 }, true],
  ['none while the queue empties now and then', { environments: 1, unbrokenMs: 99, spareTimes: 9 }, false],
  ['none beyond the processors while they are busy', { unbrokenMs: 5_000 }, false],
  ['none beyond them where calls wait for long once, such as for a start', { longWaits: 2 }, false],
  ['one beyond them where calls wait for long again and again', { longWaits: 3 }, true],
  [
    'none beyond them where there is time to spare for a moment, such as before a load',
    { spareTimes: 2 },
    false,
  ],
  ['one beyond them where there is time to spare again and again', { environments: 3, spareTimes: 3 }, true],
  ['none beyond them before the last one is ready', { starting: 1, longWaits: 9, spareTimes: 9 }, false],
  [
    'none where there is time to spare and the queue empties now and then',
    { environments: 3, unbrokenMs: 99, spareTimes: 9 },
    false,
  ],
])('calls need %s', (_what, waiting, another) => {
  expect(needsAnother({ ...CALM, ...waiting }, PROCESSORS)).toBe(another);
});

test.each([
  ['some idle time, and environments that mostly wait', { idle: 0.15, asleep: 0.42 }, true],
  ['environments that compute', { idle: 0.4, asleep: 0.41 }, false],
  ['environments that wait, but no idle time', { idle: 0.14, asleep: 0.9 }, false],
  ['one idle processor, whatever environments do', { idle: 0.5, asleep: 0 }, true],
])('processor time is to spare: %s', (_what, shares, spare) => {
  expect(isSpare(shares, PROCESSORS)).toBe(spare);
});
