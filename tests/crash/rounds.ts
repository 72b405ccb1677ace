import { IS_FULL } from '#tests/support/full';

/** Number of cases. */
export const ROUNDS = IS_FULL
  ? { kills: 100, restarts: 20, races: 1_000, restaurantDeadMs: 180_000 }
  : { kills: 2, restarts: 1, races: 100, restaurantDeadMs: 3_000 };
