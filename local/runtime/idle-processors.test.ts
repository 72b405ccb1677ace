import { expect, test } from 'vitest';
import { createIdleMeter } from './idle-processors.ts';

const processor = (idle: number, user: number) => ({
  ...{ model: '', speed: 0 },
  times: { idle, user, nice: 0, sys: 0, irq: 0 },
});

test('is the share of idle time of all processors since the last measurement', () => {
  let [now, times] = [0, [processor(100, 0), processor(50, 50)]];
  const idle = createIdleMeter(
    () => now,
    () => times,
  );
  expect(idle()).toBe(0);

  [now, times] = [100, [processor(200, 0), processor(50, 150)]];
  expect(idle()).toBe(0.5);

  [now, times] = [200, [processor(200, 100), processor(50, 250)]];
  expect(idle()).toBe(0);
});

test('keeps the last share where too little time has passed', () => {
  let [now, times] = [0, [processor(0, 0)]];
  const idle = createIdleMeter(
    () => now,
    () => times,
  );
  idle();
  [now, times] = [100, [processor(75, 25)]];
  idle();

  [now, times] = [110, [processor(75, 35)]];

  expect(idle()).toBe(0.75);
});

test('says nothing of a time before', () => {
  let [now, times] = [0, [processor(0, 0)]];
  const idle = createIdleMeter(
    () => now,
    () => times,
  );
  idle();
  [now, times] = [5_000, [processor(5_000, 0)]];
  expect(idle()).toBe(0);

  [now, times] = [5_100, [processor(5_050, 50)]];
  expect(idle()).toBe(0.5);
});

test('this machine has one', () => {
  const share = createIdleMeter()();

  expect(share).toBeGreaterThanOrEqual(0);
  expect(share).toBeLessThanOrEqual(1);
});
