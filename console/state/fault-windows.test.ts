import { expect, test } from 'vitest';
import type { Frame, ShownFault } from '#shared/console/frame';
import { faultWindows } from './fault-windows.ts';

const frame = (s: number, ...modes: string[]): Frame => ({
  at_ms: s * 1_000,
  faults: modes.map((mode) => ({ service: 'order', id: mode, mode }) as ShownFault),
});

test('a fault is a window from the first frame that lists it to the last, in seconds before the end', () => {
  const frames = [frame(1), frame(2, 'latency'), frame(3, 'latency', 'kill'), frame(4, 'kill'), frame(5)];

  expect(faultWindows(frames, 5_000)).toEqual([
    { label: 'latency', fromS: -3, toS: -2 },
    { label: 'kill', fromS: -2, toS: -1 },
  ]);
});

test('faults that were on at the same time share a window', () => {
  expect(faultWindows([frame(1, 'latency', 'kill'), frame(2, 'latency', 'kill')], 2_000)).toEqual([
    { label: 'latency, kill', fromS: -1, toS: 0 },
  ]);
});

test('a fault that is switched on again has a window of its own', () => {
  const frames = [frame(1, 'kill'), frame(2, 'kill'), frame(3), frame(4, 'kill'), frame(5, 'kill')];

  expect(faultWindows(frames, 5_000)).toEqual([
    { label: 'kill', fromS: -4, toS: -3 },
    { label: 'kill', fromS: -1, toS: 0 },
  ]);
});
