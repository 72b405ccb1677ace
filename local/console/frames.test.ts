import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Frames } from './frames.ts';

const MINUTE_MS = 60_000;

/** Frames of one source, and whether that is watched. */
function watchedFrames() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  let isWatched = false;
  const frames = new Frames([
    {
      read: () => ({}),
      watch(now) {
        isWatched = now;
      },
    },
  ]);
  onTestFinished(() => frames[Symbol.dispose]());
  const page = Object.assign(new EventEmitter(), {
    writableLength: 0,
    write: () => true,
    end: () => undefined,
  });
  frames.send(page as unknown as ServerResponse);
  return { frames, page, isWatched: () => isWatched };
}

test('frames are made as long as a page looks, and end a while after the last one closed', () => {
  const { page, isWatched } = watchedFrames();
  vi.advanceTimersByTime(10 * MINUTE_MS);
  expect(isWatched()).toBe(true);

  page.emit('close');
  vi.advanceTimersByTime(MINUTE_MS);
  expect(isWatched()).toBe(true);
  vi.advanceTimersByTime(MINUTE_MS);
  expect(isWatched()).toBe(false);
});

test('they go on for a page that is hidden and says once a minute that it is open', () => {
  const { frames, page, isWatched } = watchedFrames();
  page.emit('close');
  for (let minute = 0; minute < 10; minute++) {
    vi.advanceTimersByTime(MINUTE_MS);
    frames.goOn();
  }

  expect(isWatched()).toBe(true);
  expect(JSON.parse(frames.toJson())).toHaveLength(10 * 60 + 1);
});
