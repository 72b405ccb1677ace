import { describe, expect, test } from 'vitest';
import { Clock } from './clock.ts';
import { Station, type StationOptions } from './station.ts';
import { Throttle } from './throttle.ts';

const ARRIVALS = 200_000;
const MEAN_SERVICE_MS = 10;

interface Load {
  /** Arrivals a millisecond by what all servers can serve. */
  readonly utilisation: number;
  readonly serviceMs: (clock: Clock) => number;
  readonly options: StationOptions;
}

/** Lets arrivals come by chance. @returns the mean wait before service, and what the station counted */
function run({ utilisation, serviceMs, options }: Load) {
  const clock = new Clock(7);
  const station = new Station(clock, options);
  const perMs = (utilisation * options.servers) / MEAN_SERVICE_MS;
  let [waitedMs, stayedMs, served, refused] = [0, 0, 0, 0];
  function arrive(left: number): void {
    const arrivedMs = clock.nowMs;
    station.enter(
      () => {
        waitedMs += clock.nowMs - arrivedMs;
        clock.after(serviceMs(clock), () => {
          stayedMs += clock.nowMs - arrivedMs;
          served++;
          station.leave();
        });
      },
      () => {
        refused++;
      },
    );
    if (left > 1) clock.after(clock.exponential(1 / perMs), () => arrive(left - 1));
  }
  clock.after(0, () => arrive(ARRIVALS));
  clock.runUntil(ARRIVALS / perMs);
  return {
    waitMs: waitedMs / served,
    stayMs: stayedMs / served,
    refusedShare: refused / (served + refused),
    servedPerMs: served / clock.nowMs,
    station,
  };
}

const withoutMemory = (clock: Clock): number => clock.exponential(MEAN_SERVICE_MS);
const always = (): number => MEAN_SERVICE_MS;
const near = (value: number, share = 0.05) => expect.closeTo(value, -Math.log10(2 * share * value));

/** Chance that an arrival waits (Erlang C), or is refused where none may wait (Erlang B). */
function erlang(servers: number, utilisation: number): { readonly waits: number; readonly refused: number } {
  const offered = servers * utilisation;
  let refused = 1;
  for (let each = 1; each <= servers; each++) refused = (offered * refused) / (each + offered * refused);
  return { refused, waits: refused / (1 - utilisation * (1 - refused)) };
}

describe('a station answers as theory says', () => {
  test.each([0.3, 0.7, 0.9])('M/M/1 at %s: the wait', (utilisation) => {
    const { waitMs, station } = run({ utilisation, serviceMs: withoutMemory, options: { servers: 1 } });

    expect(waitMs).toEqual(near((utilisation * MEAN_SERVICE_MS) / (1 - utilisation)));
    expect(station.utilisation).toEqual(near(utilisation, 0.02));
  });

  test.each([
    [4, 0.7],
    [16, 0.9],
  ])('M/M/c with %s servers at %s: the wait (Erlang C)', (servers, utilisation) => {
    const { waitMs } = run({ utilisation, serviceMs: withoutMemory, options: { servers } });
    const { waits } = erlang(servers, utilisation);

    expect(waitMs).toEqual(near((waits * MEAN_SERVICE_MS) / (servers * (1 - utilisation))));
  });

  test('M/D/1 at 0.8: half the wait of M/M/1 (Pollaczek and Khinchine)', () => {
    const { waitMs } = run({ utilisation: 0.8, serviceMs: always, options: { servers: 1 } });

    expect(waitMs).toEqual(near((0.8 * MEAN_SERVICE_MS) / (2 * 0.2)));
  });

  test.each([
    [8, 0.9],
    [50, 1.1],
  ])('%s servers at %s that let nobody wait: what is refused (Erlang B)', (servers, utilisation) => {
    const { refusedShare } = run({
      ...{ utilisation, serviceMs: withoutMemory },
      options: { servers, patienceMs: 0 },
    });

    expect(refusedShare).toEqual(near(erlang(servers, utilisation).refused));
  });

  test.each([
    [1, 0.8],
    [6, 0.95],
  ])("%s servers at %s: as many are present as arrive in one stay (Little's law)", (servers, utilisation) => {
    const { stayMs, servedPerMs, station } = run({
      ...{ utilisation, serviceMs: withoutMemory },
      options: { servers },
    });

    expect(station.meanPresent).toEqual(near(servedPerMs * stayMs, 0.02));
  });

  test('more than it can serve: it is always busy, and patience bounds the wait', () => {
    const { waitMs, refusedShare, station } = run({
      ...{ utilisation: 2, serviceMs: always },
      options: { servers: 1, patienceMs: 400 },
    });

    expect(station.utilisation).toEqual(near(1, 0.001));
    expect(refusedShare).toEqual(near(0.5, 0.02));
    expect(waitMs).toBeGreaterThan(300);
    expect(waitMs).toBeLessThanOrEqual(400);
  });
});

test('a throttle lets a burst and then its rate pass', () => {
  const clock = new Clock(7);
  const throttle = new Throttle(clock, { perSecond: 100, burst: 50 });
  let passed = 0;
  const call = (): void => {
    if (throttle.pass()) passed++;
    clock.after(1, call);
  };
  clock.after(0, call);
  clock.runUntil(10_000);

  expect(passed).toEqual(near(50 + 100 * 10, 0.01));
});
