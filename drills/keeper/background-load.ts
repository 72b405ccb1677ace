import { randomInt } from 'node:crypto';
import { type Load, startLoad } from '#load/load';
import type { LoadPlan } from '#load/plan/plan';

const RATE = 5;
const BURST_RATE = 10;
const BURST_MS = 8_000;
const BURST_EVERY_MS = [30_000, 80_000] as const;

/** The same for every drill, so that it shows nothing. */
const PLAN = {
  journeys: { order: 4, 'order-then-read': 2, 'order-then-cancel': 1, reorder: 1, 'read-menu': 3, browse: 1 },
  menus: { zipf: 1 },
  users: 8,
} as const satisfies Partial<LoadPlan>;

export interface BackgroundLoad extends AsyncDisposable {
  readonly load: Load;
}

/** @param hasBursts more of it now and then, as noise */
export async function startBackgroundLoad(
  urls: LoadPlan['urls'],
  { seed, seconds, hasBursts }: { seed: number; seconds: number; hasBursts: boolean },
): Promise<BackgroundLoad> {
  const load = startLoad({
    ...PLAN,
    urls,
    seed,
    loop: { kind: 'open', arrival: 'poisson', phases: [{ kind: 'steady', seconds, rate: RATE }] },
  });
  let timer: NodeJS.Timeout | undefined;
  const calm = (): void => {
    load.setRate(RATE);
    timer = setTimeout(burst, randomInt(...BURST_EVERY_MS));
  };
  const burst = (): void => {
    load.setRate(BURST_RATE);
    timer = setTimeout(calm, BURST_MS);
  };
  try {
    await load.started;
  } catch (error) {
    await load[Symbol.asyncDispose]();
    throw error;
  }
  if (hasBursts) calm();
  return {
    load,
    async [Symbol.asyncDispose]() {
      clearTimeout(timer);
      await load[Symbol.asyncDispose]();
    },
  };
}
