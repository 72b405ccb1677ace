import * as z from 'zod';
import type { LoadPlan } from '#load/plan/plan';
import type { LoadWish } from '#shared/console/load-frame';

const MOST_LEVEL = 10_000;
const DAY_SECONDS = 86_400;

/** The body of `POST /console/load`. The plan checks what its journeys are. */
export const LoadWishBody = z.strictObject({
  kind: z.enum(['open', 'closed']),
  level: z.number().nonnegative().max(MOST_LEVEL),
  journeys: z.record(z.string(), z.number()),
  seconds: z.number().positive().max(DAY_SECONDS),
});

/** The body of `PUT /console/load`. */
export const LevelBody = z.strictObject({ level: LoadWishBody.shape.level });

/** The plan of a load that was asked for. */
export function planOfWish({ kind, level, journeys, seconds }: LoadWish, urls: LoadPlan['urls']): LoadPlan {
  const steady = { kind: 'steady' as const, seconds };
  return {
    urls,
    journeys: journeys as LoadPlan['journeys'],
    loop:
      kind === 'open'
        ? { kind, phases: [{ ...steady, rate: level }] }
        : { kind, phases: [{ ...steady, clients: level }] },
  };
}
