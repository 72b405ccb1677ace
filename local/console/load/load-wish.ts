import * as z from 'zod';
import type { LoadPlan } from '#load/plan/plan';
import type { LoadWish } from '#shared/console/load-frame';

const MOST_LEVEL = 10_000;
const DAY_SECONDS = 86_400;
const CLIENTS = `a whole number of clients from 0 to ${MOST_LEVEL}`;

const level = z.number().nonnegative().max(MOST_LEVEL);

/** The body of `POST /console/load`. The plan checks what its journeys are. */
export const LoadWishBody = z.strictObject({
  kind: z.enum(['open', 'closed']),
  level,
  journeys: z.record(z.string(), z.number()),
  seconds: z.number().positive().max(DAY_SECONDS),
});

/** The body of `PUT /console/load`: clients are whole, journeys per second need not be. */
export const LEVEL_BODY = {
  open: z.strictObject({ level }),
  closed: z.strictObject({ level: z.int(CLIENTS).min(0, CLIENTS).max(MOST_LEVEL, CLIENTS) }),
} as const;

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
