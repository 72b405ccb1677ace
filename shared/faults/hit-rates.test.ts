import { expect, test, vi } from 'vitest';
import { createHitRates } from './hit-rates.ts';
import type { Hits } from './hit-store.ts';

/** Hits that grow by 20 a second, and a clock that moves with the pauses. */
function growing({ a = 20 } = {}) {
  const clock = { ms: 0 };
  const pause = vi.fn(async (ms: number) => {
    clock.ms += ms;
  });
  const read = async (): Promise<Hits> => ({ a: (a * clock.ms) / 1_000 + (a > 0 ? 100 : 0) });
  const rates = createHitRates(read, { now: () => clock.ms, pause });
  return { clock, pause, rateOfA: async () => (await rates(['a']))?.rate('a') };
}

test('the first reading is followed by another, so that it has a rate too', async () => {
  const { pause, rateOfA } = growing();

  expect(await rateOfA()).toBe(20);
  expect(pause).toHaveBeenCalledExactlyOnceWith(500);
});

test('a pause that was a little short counts too', async () => {
  const { pause, clock, rateOfA } = growing();
  pause.mockImplementation(async (ms) => {
    clock.ms += ms - 0.5;
  });

  expect(await rateOfA()).toBe(20);
});

test('what was never hit has the rate 0 at once', async () => {
  const { pause, rateOfA } = growing({ a: 0 });

  expect(await rateOfA()).toBe(0);
  expect(pause).not.toHaveBeenCalled();
});

test('later readings are compared with the one of about a second ago, and wait for nothing', async () => {
  const { clock, pause, rateOfA } = growing();
  await rateOfA();
  pause.mockClear();

  for (const laterMs of [1_000, 300, 2_000]) {
    clock.ms += laterMs;
    expect(await rateOfA()).toBe(20);
  }
  expect(pause).not.toHaveBeenCalled();
});

test('a reading after a longer pause is a first one again', async () => {
  const { clock, pause, rateOfA } = growing();
  await rateOfA();
  clock.ms += 60_000;

  expect(await rateOfA()).toBe(20);
  expect(pause).toHaveBeenCalledTimes(2);
});

test('hits that begin anew have no rate below 0, and those that cannot be read have none', async () => {
  const clock = { ms: 0 };
  const texts: (Hits | undefined)[] = [{ a: 30 }, { a: 2 }, undefined];
  const rates = createHitRates(async () => texts.shift(), {
    now: () => clock.ms,
    pause: async (ms) => {
      clock.ms += ms;
    },
  });

  expect(await rates(['a'])).toMatchObject({ hits: { a: 2 } });
  clock.ms += 1_000;
  expect(await rates(['a'])).toBeUndefined();
});
