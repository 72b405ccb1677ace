import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { awakeMs } from './scheduled-time.ts';
import { createSleepMeter } from './sleep-meter.ts';

/** A meter whose processes were awake for so long at a time. */
function meterOf(awake: Record<number, number | undefined>, at: { ms: number }) {
  return createSleepMeter(
    () => at.ms,
    (pid) => awake[pid],
  );
}

test('the share is that of the time since the last look, the mean of the processes that were there', () => {
  const at = { ms: 1_000 };
  const awake: Record<number, number | undefined> = { 1: 500, 2: 0 };
  const asleep = meterOf(awake, at);
  expect(asleep([1, 2])).toBe(0);

  at.ms += 100;
  Object.assign(awake, { 1: 510, 2: 50, 3: 7 });
  expect(asleep([1, 2, 3])).toBeCloseTo(0.7);

  at.ms += 100;
  Object.assign(awake, { 1: 510, 2: undefined, 3: 7 });
  expect(asleep([1, 2])).toBeCloseTo(1);
});

test('a last look of long ago, and a platform that does not report it, are no measurement', () => {
  const at = { ms: 0 };
  const asleep = meterOf({ 1: 5 }, at);
  asleep([1]);
  at.ms = 401;
  expect(asleep([1])).toBe(0);

  const blind = meterOf({}, at);
  blind([1]);
  at.ms += 100;
  expect(blind([1])).toBe(0);
});

const ofChild = async (script: string): Promise<number> => {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const asleep = createSleepMeter();
  asleep([child.pid ?? 0]);
  await sleep(200);
  return asleep([child.pid ?? 0]);
};

test.skipIf(awakeMs(process.pid) === undefined)(
  'a process that waits is asleep, one that computes is not, on a busy machine too',
  async () => {
    // a look may come later than 400 ms after the last one
    await expect.poll(() => ofChild(`console.log('on'); setInterval(() => {}, 1e6)`)).toBeGreaterThan(0.6);
    expect(await ofChild(`console.log('on'); for (;;);`)).toBeLessThan(0.4);
  },
);
